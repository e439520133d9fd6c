package io.exogenesis.omega.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnersHomeTest {
    // user.home is from the system's list of users, whatever HOME says: the help and the launcher mean HOME.
    @Test
    void home_variableThatIsAbsolute_counts() {
        Path set = Path.of("set").toAbsolutePath();
        assertThat(OwnersHome.home(set.toString(), "java")).isEqualTo(set);
    }

    @Test
    void home_variableUnsetEmptyRelativeOrNoPath_isJavas() {
        assertThat(OwnersHome.home(null, "java")).isEqualTo(Path.of("java"));
        assertThat(OwnersHome.home("", "java")).isEqualTo(Path.of("java"));
        assertThat(OwnersHome.home("here", "java")).isEqualTo(Path.of("java"));
        assertThat(OwnersHome.home("/\0", "java")).isEqualTo(Path.of("java"));
    }
}
