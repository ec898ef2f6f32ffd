package dev.portcullis.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFilesTest {
    @TempDir private Path folder;

    @Test
    void onceClosedNothingIsWrittenForAChangeThatCameLate() throws Exception {
        HostsFiles hosts = new HostsFiles(folder, new ServiceTable());
        Path written = hosts.of("users");
        assertThat(written).content().contains("localhost");

        hosts.close();
        Files.delete(written);
        hosts.refresh();

        assertThat(folder).isEmptyDirectory();
    }
}
