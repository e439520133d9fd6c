package io.exogenesis.omega.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttackCommandTest {
    /** The report says that the defence is on; with so few it never begins. */
    @Test
    void unfounded_fewerThanFounders_warned() {
        assertThat(AttackCommand.unfounded(60, .33))
                .hasValue(
                        "Warning: fewer than 100 samples in an epoch, at most 90: the defence of titles has not begun.");
        assertThat(AttackCommand.unfounded(67, .33)).isEmpty();
        assertThat(AttackCommand.unfounded(610, .33)).isEmpty();
    }
}
