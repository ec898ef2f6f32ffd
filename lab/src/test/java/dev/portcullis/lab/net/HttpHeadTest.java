package dev.portcullis.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpHeadTest {

    @Test
    void anAbsoluteTargetBecomesAPathForTheServer() throws IOException {
        HttpHead.Request request =
                read(
                        "GET http://shop:8080/a?b=c HTTP/1.1\r\nHost: shop:8080\r\n"
                                + "Proxy-Connection: keep-alive\r\nUpgrade: h2c\r\n"
                                + "HTTP2-Settings: x\r\nConnection: Upgrade\r\n\r\n");

        assertThat(request.authority()).isEqualTo("shop:8080");
        assertThat(new String(request.toServer(), StandardCharsets.ISO_8859_1))
                .isEqualTo("GET /a?b=c HTTP/1.1\r\nHost: shop:8080\r\n\r\n");
    }

    @Test
    void twoLengthsOfOneBodyAreRefused() throws IOException {
        HttpHead.Request smuggled =
                read("POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n");

        assertThatThrownBy(smuggled::framing).isInstanceOf(HttpHead.MalformedHttp.class);
    }

    @Test
    void aFoldedFieldIsRefused() {
        assertThatThrownBy(() -> read("GET / HTTP/1.1\r\nA: b\r\n c: d\r\n\r\n"))
                .isInstanceOf(HttpHead.MalformedHttp.class);
    }

    @Test
    void aLineWithoutEndIsRefused() {
        assertThatThrownBy(() -> read("G".repeat(70_000)))
                .isInstanceOf(HttpHead.MalformedHttp.class);
    }

    private static HttpHead.Request read(String text) throws IOException {
        return HttpHead.readRequest(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))
                .orElseThrow();
    }
}
