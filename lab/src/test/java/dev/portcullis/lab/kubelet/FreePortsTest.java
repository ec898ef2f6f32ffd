package dev.portcullis.lab.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private final FreePorts ports = new FreePorts();

    @Test
    void aPortThatIsTakenGivesTheNextOne() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports.from(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void noPortIsGivenTwiceUntilItIsReleased() {
        int port = ports.any();
        assertThat(ports.from(port)).isNotEqualTo(port);

        ports.release(port);

        assertThat(ports.from(port)).isEqualTo(port);
    }

    @Test
    void aPortTakenBetweenTheLookAndTheListeningIsPassedOver() throws IOException {
        List<Integer> tried = new ArrayList<>();

        int port =
                ports.listen(
                        ports.any(),
                        candidate -> {
                            tried.add(candidate);
                            if (tried.size() < 3) {
                                throw new IOException("taken");
                            }
                            return candidate;
                        });

        assertThat(tried).doesNotHaveDuplicates().hasSize(3).last().isEqualTo(port);
    }

    @Test
    void whoCannotListenAnywhereIsToldWhy() {
        assertThatIOException()
                .isThrownBy(
                        () ->
                                ports.listen(
                                        ports.any(),
                                        _ -> {
                                            throw new IOException("not permitted");
                                        }))
                .withStackTraceContaining("not permitted");
    }
}
