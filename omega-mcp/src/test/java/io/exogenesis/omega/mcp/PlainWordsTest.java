package io.exogenesis.omega.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpConnectTimeoutException;
import org.junit.jupiter.api.Test;

class PlainWordsTest {
    @Test
    void sentence_ofAnException_namesNoClass() {
        assertThat(PlainWords.sentence(new UncheckedIOException(new IOException("No space left on device"))))
                .isEqualTo("io: No space left on device.");
        assertThat(PlainWords.sentence(new HttpConnectTimeoutException("HTTP connect timed out")))
                .isEqualTo("HTTP connect timed out.");
        assertThat(PlainWords.sentence(new IllegalStateException())).isEqualTo("illegal state.");
        assertThat(PlainWords.sentence(new IllegalStateException("a\u0007b\nc")))
                .isEqualTo("a b.");
    }

    @Test
    void line_thatNamesNoClass_staysAsItIs() {
        String line = "\"The Error of Life\" (1999) at https://core.example:9443/api, e.g. Vol.2";
        assertThat(PlainWords.line(line)).isEqualTo(line);
        assertThat(PlainWords.line("x: javax.net.ssl.SSLHandshakeException: no trust"))
                .isEqualTo("x: sslhandshake: no trust");
    }
}
