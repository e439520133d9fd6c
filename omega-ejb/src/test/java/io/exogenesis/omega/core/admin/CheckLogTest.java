package io.exogenesis.omega.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.LogLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckLogTest {
    /** Would catch a log that repeats every ten seconds what it has said. */
    @Test
    void look_onlyTurnsAreWritten() {
        CheckLog log = new CheckLog();
        try (LogLines lines = LogLines.of(CheckLog.class)) {
            log.look(disk(true, "9 MiB free"));
            assertThat(lines.all()).isEmpty();
            log.look(disk(false, "1 MiB free"));
            log.look(disk(false, "0 MiB free"));
            log.look(disk(true, "9 MiB free"));
            assertThat(lines.all()).containsExactly("not ready: disk: 1 MiB free", "ready again: disk: 9 MiB free");
        }
    }

    private static List<Check> disk(boolean up, String detail) {
        return List.of(new Check("disk", up, detail));
    }
}
