package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.viewer.ViewerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static String wrapped(IOException cause) {
        return Failure.oneLine(new ViewerException("it cannot be read: " + cause, cause));
    }

    @Test
    void oneLine_causeOfTheJdkAtTheEnd_isSaidInWords() {
        assertThat(wrapped(new FileSystemException("loop", null, "Too many levels of symbolic links")))
                .isEqualTo("it cannot be read: loop: Too many levels of symbolic links");
        assertThat(wrapped(new ConnectException())).isEqualTo("it cannot be read: nothing answers there");
        assertThat(wrapped(new AccessDeniedException("f"))).isEqualTo("it cannot be read: f is closed to this user");
        assertThat(Failure.oneLine(new UncheckedIOException(new NoSuchFileException("f"))))
                .isEqualTo("there is no f");
    }

    @Test
    void oneLine_textOfOthers_hasNothingThatATerminalObeys() {
        assertThat(Failure.oneLine(new ViewerException("a\u202eb\u0007c\nd"))).isEqualTo("a b c");
    }
}
