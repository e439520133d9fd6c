package io.exogenesis.omega.learning.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the operator is told of a title, and what the operator's word changes. */
class TitleStandingsTest {
    private static final String PUSHED = "pushed";
    private static final MediaId PUSHED_ID = new MediaId(PUSHED);
    private static final List<Witness> HONEST = Rows.crowd(200, 1);
    private static final List<AuditReport> SILENT = List.of();
    private static final Moderation ANCHORED = Moderation.anchoring(Set.of(PUSHED_ID));

    /** Every third viewer has the title, too, all of them fans of one taste: the structure gate lets them pass. */
    private static List<Witness> pushed() {
        List<Witness> out = new ArrayList<>();
        for (int v = 0; v < HONEST.size(); v++) {
            Witness w = HONEST.get(v);
            out.add(v % 6 == 0 || v % 6 == 2 ? new Witness(w.pseudonym(), Rows.plus(w.sample(), PUSHED), .5) : w);
        }
        return out;
    }

    /** A hundred viewers watch 30 % of all but the pushed title, which nobody watches. */
    private static List<AuditReport> unwatched() {
        Random random = new Random(1);
        List<AuditReport> out = new ArrayList<>();
        for (int v = 0; v < 100; v++) {
            int watched = (random.nextInt(10) < 3 ? 1 : 0) + (random.nextInt(10) < 3 ? 1 : 0);
            out.add(new AuditReport(
                    "~" + v,
                    .5,
                    List.of(new ItemOutcome(new MediaId("t0-1"), 2, watched), new ItemOutcome(PUSHED_ID, 2, 0))));
        }
        return out;
    }

    private static Moderation cleared(long action) {
        return new Moderation(Set.of(), Map.of(PUSHED_ID, action));
    }

    private static Rows.Core founded() {
        return Rows.Core.NEW.fold(HONEST);
    }

    @Test
    void standings_titleThatAThirdPushes_waitsWithFiguresAndReason() {
        TitleStanding s = founded().standing(PUSHED, pushed(), SILENT, Moderation.NONE);
        assertThat(s.state()).isEqualTo(State.WAITING);
        assertThat(s.mass().factor())
                .isCloseTo(Math.sqrt(s.mass().granted() / s.mass().measured()), within(1e-9));
        assertThat(s.mass().granted() / s.mass().measured()).isBetween(.03, .12);
        assertThat(s.epochs())
                .isEqualTo(
                        (int) Math.ceil(Math.log(s.mass().measured() / s.mass().granted()) / Math.log(1.05)))
                .isGreaterThan(40);
        assertThat(s.reason()).contains("it is new").contains(" in " + s.epochs() + " epochs or more");
    }

    // The estimate is a promise: so many epochs later all of it counts, not much earlier and not much later.
    @Test
    void standings_epochsOfAnAnchoredTitle_areThoseThatItTakes() {
        Rows.Core core = founded();
        int promised = core.standing(PUSHED, pushed(), SILENT, ANCHORED).epochs();
        assertThat(promised).isBetween(9, 15);
        int epochs = 0;
        while (core.standing(PUSHED, pushed(), SILENT, ANCHORED).mass().factor() < .999 && epochs < 100) {
            core = core.fold(pushed(), SILENT, ANCHORED);
            epochs++;
        }
        assertThat(epochs).isBetween(promised, promised + 2);
        TitleStanding granted = core.standing(PUSHED, pushed(), SILENT, ANCHORED);
        assertThat(granted.state()).isEqualTo(State.ANCHORED);
        assertThat(granted.epochs()).isZero();
        assertThat(granted.reason()).contains("vouches for it").contains("1.25");
    }

    @Test
    void standings_anchoredTitle_growsByItsFactorAnEpochAndPlainOnesByTheirs() {
        Rows.Core core = founded().fold(pushed());
        double before =
                core.standing(PUSHED, pushed(), SILENT, Moderation.NONE).mass().granted();
        Rows.Core plain = core.fold(pushed());
        Rows.Core anchored = core.fold(pushed(), SILENT, ANCHORED);
        assertThat(plain.standing(PUSHED, pushed(), SILENT, Moderation.NONE)
                                .mass()
                                .granted()
                        / before)
                .isCloseTo(1.05, within(.01));
        assertThat(anchored.standing(PUSHED, pushed(), SILENT, ANCHORED).mass().granted()
                        / core.standing(PUSHED, pushed(), SILENT, ANCHORED)
                                .mass()
                                .granted())
                .isCloseTo(1.25, within(.01));
    }

    @Test
    void standings_titleThatIsShownAndNotWatched_isRefutedWithItsTally() {
        TitleStanding s = founded().standing(PUSHED, pushed(), unwatched(), Moderation.NONE);
        assertThat(s.state()).isEqualTo(State.REFUTED);
        assertThat(s.audit().shown()).isEqualTo(200);
        assertThat(s.audit().watched()).isZero();
        assertThat(s.audit().expected()).isGreaterThan(3);
        assertThat(s.reason()).contains("shown it 200.0 times and watched it 0.0 times");
    }

    @Test
    void standings_refutedLongAgo_saysThatNobodyReportedSince() {
        Rows.Core core = founded().fold(pushed(), unwatched(), Moderation.NONE);
        for (int epoch = 0; epoch < 160; epoch++) {
            core = new Rows.Core(
                    core.memory(),
                    core.now(),
                    core.state().with(core.state().audit().decayed(.95)));
        }
        TitleStanding s = core.standing(PUSHED, pushed(), SILENT, Moderation.NONE);
        assertThat(s.state()).isEqualTo(State.REFUTED);
        assertThat(s.reason()).contains("an audit of the past");
    }

    // Anchoring protects from the audit while it lasts; it does not erase what the audit knows.
    @Test
    void audited_anchoredTitle_isNotRefutedUntilItIsReleased() {
        Rows.Core core = founded().fold(pushed(), unwatched(), ANCHORED);
        assertThat(core.state().refuted()).isEmpty();
        assertThat(core.standing(PUSHED, pushed(), SILENT, Moderation.NONE).state())
                .isEqualTo(State.REFUTED);
    }

    // Reports of the epoch in which a title is cleared may be older than the clearance: they must not refute it again.
    @Test
    void audited_clearedTitle_isFreeOfTheAuditForTheEpoch() {
        Rows.Core core = founded().fold(pushed(), unwatched(), Moderation.NONE);
        assertThat(core.state().refuted()).containsExactly(PUSHED_ID);
        TitleStanding s = core.standing(PUSHED, pushed(), unwatched(), cleared(1));
        assertThat(s.state()).isEqualTo(State.WAITING);
        assertThat(s.audit()).isEqualTo(TitleStanding.AuditCount.NONE);
        Rows.Core after = core.fold(pushed(), unwatched(), cleared(1));
        assertThat(after.state().refuted()).isEmpty();
        assertThat(after.state().clearedThrough()).isEqualTo(1);
    }

    // A refuted title may not grow; one that was cleared must, from the very round that reads the clearance.
    @Test
    void screen_clearedTitle_growsAgain() {
        Rows.Core core = founded().fold(pushed(), unwatched(), Moderation.NONE);
        double refuted =
                core.standing(PUSHED, pushed(), SILENT, Moderation.NONE).mass().granted();
        assertThat(core.standing(PUSHED, pushed(), SILENT, cleared(1)).mass().granted())
                .isGreaterThan(1.02 * refuted);
    }

    // A clearance that is read again after its epoch, as after a crash, must not wipe out what was learned since.
    @Test
    void audited_clearanceThatIsDone_isNotAppliedAgain() {
        Rows.Core core = founded()
                .fold(pushed(), unwatched(), Moderation.NONE)
                .fold(pushed(), SILENT, cleared(1))
                .fold(pushed(), unwatched(), cleared(1));
        assertThat(core.state().refuted()).containsExactly(PUSHED_ID);
        assertThat(core.standing(PUSHED, pushed(), SILENT, cleared(1)).state()).isEqualTo(State.REFUTED);
        assertThat(core.standing(PUSHED, pushed(), SILENT, cleared(2)).state()).isEqualTo(State.WAITING);
    }

    @Test
    void standings_moreThanTheBound_keepTheImportantOnesAndCountTheRest() {
        List<Witness> epoch = new ArrayList<>(pushed());
        for (int v = 0; v < 200; v++) {
            Witness w = epoch.get(v);
            for (int t = 0; t < 35; t++) {
                w = new Witness(w.pseudonym(), Rows.plus(w.sample(), "new-" + (v % 40 * 35 + t)), .5);
            }
            epoch.set(v, w);
        }
        TitleStandings s = founded().standings(epoch, unwatched(), Moderation.NONE);
        assertThat(s.titles()).hasSize(TitleStandings.MOST);
        assertThat(s.more()).isGreaterThan(300);
        assertThat(s.titles()).extracting(TitleStanding::title).isSorted().contains(PUSHED_ID);
    }

    @Test
    void standings_withoutADefence_areEmpty() {
        assertThat(new ItemDefence(DefenceSettings.OFF, Rows.ITEMS, DefenceState.EMPTY, Moderation.NONE)
                        .standings(DefenceState.EMPTY, Rows.Core.NEW.screen(HONEST)))
                .isEqualTo(TitleStandings.NONE);
    }

    @Test
    void read_stateOfTheFirstFormat_hasNoClearance() throws IOException {
        DefenceState state =
                founded().fold(pushed(), unwatched(), Moderation.NONE).state();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        // the first format began with the number of titles: without the mark and the number of the clearance
        byte[] all = bytes.toByteArray();
        DefenceState read = DefenceState.read(new DataInputStream(new ByteArrayInputStream(all, 12, all.length - 12)));
        assertThat(read).isEqualTo(state);
        assertThat(read.clearedThrough()).isZero();
    }

    @Test
    void moderation_clearanceWithoutANumber_isRefused() {
        assertThatThrownBy(() -> cleared(0)).isInstanceOf(LearningException.class);
    }
}
