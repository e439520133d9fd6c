package io.exogenesis.omega.learning.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConsensusTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final Consensus consensus = new Consensus(3, Duration.ofSeconds(30));

    @Test
    void onNew_tooFewViewers_saysHowManyAreMissing() {
        assertThat(consensus.onNew(1, NOON, NOON.plusSeconds(999)).reason()).contains("2 more viewers (1 of 3)");
        assertThat(consensus.onNew(2, NOON, NOON.plusSeconds(999)).reason()).contains("1 more viewer (2 of 3)");
    }

    // Dissent needs time to arrive; the window closes exactly at its end.
    @Test
    void onNew_windowStillOpen_staysOpen() {
        assertThat(consensus.onNew(9, NOON, NOON.plusMillis(29_999))).isEqualTo(new Verdict.Open(NOON.plusSeconds(30)));
        assertThat(consensus.onNew(9, NOON, NOON.plusSeconds(30))).isEqualTo(new Verdict.Enter(9, 0));
    }

    @Test
    void onKnown_earlierSupportersCount() {
        assertThat(consensus.onKnown(3, 2)).isEqualTo(new Verdict.Enter(3, 2));
        assertThat(consensus.onKnown(2, 1)).isEqualTo(new Verdict.TooFew(2, 3));
    }

    @Test
    void onTrial_withoutAJury_saysSo() {
        Verdict verdict = Consensus.onTrial(new Verdict.Enter(3, 2), Trial.begin(0), 30);
        assertThat(verdict.reason())
                .isEqualTo("on probation: 3 distinct viewers agree, 2 of them since earlier epochs; no jury yet");
    }
}
