package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.learning.defence.Audit.Tally;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final MediaId BAD = new MediaId("bad");
    private static final MediaId GOOD = new MediaId("good");

    private static AuditReport report(String viewer, ItemOutcome... outcomes) {
        return new AuditReport(viewer, .5, List.of(outcomes));
    }

    /** Everybody watches 30 % of all but the bad title, which nobody watches. */
    private static List<AuditReport> cohort(int viewers) {
        Random random = new Random(1);
        List<AuditReport> out = new ArrayList<>();
        for (int v = 0; v < viewers; v++) {
            int watched = (random.nextInt(10) < 3 ? 1 : 0) + (random.nextInt(10) < 3 ? 1 : 0);
            out.add(report("~" + v, new ItemOutcome(GOOD, 2, watched), new ItemOutcome(BAD, 2, 0)));
        }
        return out;
    }

    private static Audit judged(List<AuditReport> reports, Set<MediaId> anchored) {
        return Audit.EMPTY.with(new AuditReports(reports), id -> true, anchored, Set.of());
    }

    @Test
    void with_titleThatNobodyWatches_isRefutedAndStaysSo() {
        Audit audit = judged(cohort(100), Set.of());
        assertThat(audit.refuted()).containsExactly(BAD);
        for (int epoch = 0; epoch < 200; epoch++) {
            audit = audit.decayed(.95);
        }
        assertThat(audit.tallies()).isEmpty();
        assertThat(audit.refuted()).containsExactly(BAD);
        assertThat(audit.factors(.02)).containsEntry(BAD, .02);
    }

    @Test
    void with_establishedOrAnchoredTitle_isNotRefuted() {
        AuditReports reports = new AuditReports(cohort(100));
        assertThat(Audit.EMPTY.with(reports, id -> false, Set.of(), Set.of()).refuted())
                .isEmpty();
        assertThat(judged(cohort(100), Set.of(BAD)).refuted()).isEmpty();
    }

    // The simpler rule (N ≥ 8, ratio below .35) refuted half of the honest titles.
    @Test
    void refutes_honestTitles_almostNever() {
        Random random = new Random(2);
        int refuted = 0;
        for (int title = 0; title < 2000; title++) {
            int watched = 0;
            for (int n = 0; n < 80; n++) {
                watched += random.nextDouble() < .075 ? 1 : 0;
            }
            refuted += Audit.refutes(new Tally(80, watched), new Tally(10_000, 750)) ? 1 : 0;
        }
        assertThat(refuted).isLessThan(40);
    }

    @Test
    void with_oneViewerAlone_canRefuteNothing() {
        List<AuditReport> reports = new ArrayList<>(cohort(100));
        MediaId victim = new MediaId("victim");
        for (int k = 0; k < 500; k++) {
            reports.add(report("~liar", new ItemOutcome(victim, 100, 0)));
        }
        Audit audit = judged(reports, Set.of());
        assertThat(audit.refuted()).doesNotContain(victim);
        assertThat(audit.tallies()).doesNotContainKey(victim);
    }

    @Test
    void byTitle_manyReportsOfOneViewer_countLikeThreeShowings() {
        List<AuditReport> reports = new ArrayList<>(cohort(100));
        reports.add(report("~liar", new ItemOutcome(GOOD, 100, 0)));
        reports.add(report("~liar", new ItemOutcome(GOOD, 100, 0)));
        assertThat(new AuditReports(reports).byTitle(3).get(GOOD).shown()).isEqualTo(203);
    }

    // Liars that claim to have watched everything must not raise what is expected of honest titles.
    @Test
    void usual_aThirdClaimsEverything_staysAtTheHonestRate() {
        List<AuditReport> reports = new ArrayList<>(cohort(100));
        for (int v = 0; v < 49; v++) {
            reports.add(report("~liar" + v, new ItemOutcome(new MediaId("x" + v), 3, 3)));
        }
        Tally usual = new AuditReports(reports).usual();
        assertThat(usual.watched() / usual.shown()).isLessThan(.17);
    }

    @Test
    void with_noReports_changesNothing() {
        assertThat(judged(List.of(), Set.of())).isEqualTo(Audit.EMPTY);
    }
}
