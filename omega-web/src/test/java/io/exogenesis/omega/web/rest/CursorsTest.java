package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    @Test
    void parts_ofWhatWasGiven_areWhatItWasMadeOf() {
        assertThat(Cursors.parts(Cursors.of("bank", "7", "", "ä~ö"), 4)).containsExactly("bank", "7", "", "ä~ö");
    }

    /** Would catch one that leads to the first page, so that its reader never ends. */
    @ParameterizedTest
    @ValueSource(strings = {"!", "a b", "####", "YQ==YQ", "YQ"})
    void parts_ofAnythingElse_areRefusedByName(String cursor) {
        assertThatThrownBy(() -> Cursors.parts(cursor, 4))
                .isInstanceOfSatisfying(
                        BadParameterException.class,
                        e -> assertThat(ProblemMapper.problem(e).json()).contains("\"parameter\":\"cursor\""));
    }

    @Test
    void parts_ofAVeryLongText_areRefusedUnread() {
        assertThatThrownBy(() -> Cursors.parts("YQ".repeat(300), 1)).isInstanceOf(BadParameterException.class);
    }
}
