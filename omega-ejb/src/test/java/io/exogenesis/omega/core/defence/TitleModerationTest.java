package io.exogenesis.omega.core.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.learning.defence.TitleStanding.AuditCount;
import io.exogenesis.omega.learning.defence.TitleStanding.Mass;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.learning.defence.TitleStandings;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator's view of the defence, over real rounds of a real Core without a container. */
class TitleModerationTest {
    private static final Operator JANE = new Operator("admin", "jane");
    private static final String PUSHED = "t59";

    private final CoreFixture core = CoreFixture.inMemory();

    private static TitleStanding standing(String title, State state) {
        return new TitleStanding(
                new MediaId(title), state, new Mass(.2, .1, .7), Double.NaN, AuditCount.NONE, 3, "as a round said");
    }

    /** A Core whose newest round said this. */
    private TitleModeration after(TitleStanding... standings) {
        core.importTitles(60);
        core.defenceStore.save(
                new DefenceRecord(4, 1, core.clock.instant(), true, new TitleStandings(List.of(standings), 0)));
        return core.titles;
    }

    private List<String> log(CoreFixture of) {
        return of.operatorLog.page(Long.MAX_VALUE, 100).stream()
                .map(a -> a.id() + " " + a.kind() + " " + a.subject() + " by " + a.who() + ": " + a.note())
                .toList();
    }

    private static List<String> ids(TitlePage page) {
        return page.titles().stream().map(t -> t.id().value()).toList();
    }

    @Test
    void list_byStateAndPage_goesOnBehindTheLast() {
        TitleModeration titles =
                after(standing("t1", State.REFUTED), standing("t2", State.CLAMPED), standing("t4", State.CLAMPED));
        titles.anchor("t3", "", JANE);
        assertThat(ids(titles.list(Set.of(), "", 10))).containsExactly("t1", "t2", "t3", "t4");
        assertThat(ids(titles.list(Set.of(State.CLAMPED), "", 10))).containsExactly("t2", "t4");
        TitlePage first = titles.list(Set.of(), "", 3);
        assertThat(first.next()).contains("t3");
        assertThat(first.asOf().orElseThrow().round()).isEqualTo(4);
        TitlePage second = titles.list(Set.of(), "t3", 3);
        assertThat(ids(second)).containsExactly("t4");
        assertThat(second.next()).isEmpty();
        assertThat(titles.list(Set.of(), "", 4).next()).isEmpty();
    }

    @Test
    void anchor_isShownAtOnceLoggedOnceAndReadByTheNextRound() {
        TitleModeration titles = after(standing("t2", State.WAITING));
        ModeratedTitle t = titles.anchor("t2", " a festival shows it ", JANE);
        assertThat(t.state()).isEqualTo(State.ANCHORED);
        assertThat(t.name()).isEqualTo("Title number 2");
        assertThat(t.reason()).contains("next round").contains("as a round said");
        assertThat(titles.anchor("t2", "a festival shows it", new Operator("admin", "joe")))
                .isEqualTo(t);
        assertThat(titles.current().anchored()).containsExactly(new MediaId("t2"));
        assertThat(titles.anchor("t2", "another reason", JANE)
                        .anchor()
                        .orElseThrow()
                        .note())
                .isEqualTo("another reason");
        assertThat(titles.unanchor("t2", "", JANE).state()).isEqualTo(State.WAITING);
        titles.unanchor("t2", "", JANE);
        assertThat(titles.current().anchored()).isEmpty();
        assertThat(log(core))
                .containsExactly(
                        "3 UNANCHOR t2 by admin (jane): ",
                        "2 ANCHOR t2 by admin (jane): another reason",
                        "1 ANCHOR t2 by admin (jane): a festival shows it");
    }

    @Test
    void unanchored_beforeTheNextRound_isNotShownAsAnchored() {
        TitleModeration titles = after(standing("t2", State.ANCHORED));
        ModeratedTitle t = titles.show("t2").titles().getFirst();
        assertThat(t.state()).isEqualTo(State.FREE);
        assertThat(t.reason()).contains("not vouch for it any more");
        assertThat(ids(titles.list(Set.of(), "", 10))).isEmpty();
    }

    @Test
    void clear_onlyWhatIsRefuted_onceUntilARoundTookItIn() {
        TitleModeration titles = after(standing("t1", State.REFUTED), standing("t2", State.CLAMPED));
        assertThat(titles.clearRefutation("t2", "", JANE).clearing()).isFalse();
        assertThat(titles.clearRefutation("t5", "", JANE).clearing()).isFalse();
        ModeratedTitle t = titles.clearRefutation("t1", "a fault of ours", JANE);
        assertThat(t.clearing()).isTrue();
        assertThat(t.reason()).startsWith("cleared");
        titles.clearRefutation("t1", "again", JANE);
        assertThat(log(core)).containsExactly("1 CLEAR_REFUTATION t1 by admin (jane): a fault of ours");
        assertThat(titles.current().clearances()).containsOnlyKeys(new MediaId("t1"));
        core.rounds.runNow(false);
        assertThat(titles.current().clearances()).isNotEmpty();
        core.rounds.runNow(true);
        assertThat(titles.current().clearances()).isEmpty();
        assertThat(core.defenceStore.clearances()).isEmpty();
    }

    @Test
    void anyOperation_unknownOrImpossibleTitleOrNote_isRefusedAndNotLogged() {
        TitleModeration titles = after();
        assertRefused(Refusal.Code.NOT_FOUND, () -> titles.show("t1000"));
        assertRefused(Refusal.Code.NOT_FOUND, () -> titles.anchor("t1000", "", JANE));
        assertRefused(Refusal.Code.NOT_FOUND, () -> titles.unanchor("t1000", "", JANE));
        assertRefused(Refusal.Code.NOT_FOUND, () -> titles.clearRefutation("t1000", "", JANE));
        assertRefused(Refusal.Code.MALFORMED, () -> titles.show("x".repeat(129)));
        assertRefused(Refusal.Code.MALFORMED, () -> titles.list(Set.of(), "\u0001", 10));
        assertRefused(Refusal.Code.MALFORMED, () -> titles.anchor("t1", "n".repeat(OperatorAction.MAX_NOTE + 1), JANE));
        assertRefused(Refusal.Code.MALFORMED, () -> titles.anchor("t1", "a\nb", JANE));
        assertThat(log(core)).isEmpty();
        assertThat(titles.show("t1").titles().getFirst().state()).isEqualTo(State.FREE);
    }

    private static void assertRefused(Refusal.Code code, Runnable operation) {
        assertThatThrownBy(operation::run)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void anchor_beyondTheBound_isRefusedUntilOneIsReleased() {
        core.importTitles(TitleModeration.MAX_ANCHORS + 1);
        for (int n = 0; n < TitleModeration.MAX_ANCHORS; n++) {
            core.titles.anchor("t" + n, "", JANE);
        }
        String oneMore = "t" + TitleModeration.MAX_ANCHORS;
        assertRefused(Refusal.Code.TOO_LARGE, () -> core.titles.anchor(oneMore, "", JANE));
        core.titles.unanchor("t7", "", JANE);
        assertThat(core.titles.anchor(oneMore, "", JANE).state()).isEqualTo(State.ANCHORED);
    }

    // The whole way: viewers push a title, it waits, the operator vouches for it, the next round reads that.
    @Test
    void round_overAPushedTitle_saysThatItWaitsAndAfterTheAnchorThatItIsVouchedFor() {
        Crowd crowd = new Crowd(core, 120);
        crowd.pushSamples(0);
        core.rounds.runNow(true);
        crowd.pushSamples(40);
        core.rounds.runNow(false);
        ModeratedTitle waiting = core.titles.show(PUSHED).titles().getFirst();
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.standing().mass().granted())
                .isLessThan(waiting.standing().mass().measured());
        core.titles.anchor(PUSHED, "it is in every newspaper", JANE);
        CoreFixture after = core.killAndRestart();
        assertThat(after.titles.show(PUSHED)).isEqualTo(core.titles.show(PUSHED));
        after.rounds.runNow(false);
        TitlePage page = after.titles.show(PUSHED);
        assertThat(page.asOf().orElseThrow().round()).isEqualTo(3);
        assertThat(page.titles().getFirst().standing().state()).isEqualTo(State.ANCHORED);
        assertThat(page.titles().getFirst().standing().epochs())
                .isLessThan(waiting.standing().epochs())
                .isPositive();
    }

    // Cleared between the commit of a round and a kill: the next process must apply it once, and only once.
    @Test
    void clear_thenKill_isAppliedOnce() {
        Crowd crowd = new Crowd(core, 120);
        crowd.pushSamples(0);
        core.rounds.runNow(true);
        crowd.pushSamples(40);
        crowd.reportNobodyWatched();
        core.rounds.runNow(true);
        assertThat(core.titles.show(PUSHED).titles().getFirst().state()).isEqualTo(State.REFUTED);
        core.titles.clearRefutation(PUSHED, "", JANE);
        CoreFixture after = core.killAndRestart();
        assertThat(after.titles.current().clearances()).hasSize(1);
        after.rounds.runNow(false);
        assertThat(after.titles.show(PUSHED).titles().getFirst().state()).isNotEqualTo(State.REFUTED);
        after.rounds.runNow(true);
        assertThat(after.titles.current().clearances()).isEmpty();
        // new evidence of the next epoch refutes it anew
        Crowd again = crowd.in(after);
        again.pushSamples(40);
        again.reportNobodyWatched();
        after.rounds.runNow(true);
        assertThat(after.titles.show(PUSHED).titles().getFirst().state()).isEqualTo(State.REFUTED);
    }

    /** Viewers with tastes, of whom some push a title. */
    private static final class Crowd {
        private final CoreFixture core;
        private final List<Registration> viewers = new ArrayList<>();
        private final long[] seq;

        Crowd(CoreFixture core, int viewers) {
            this.core = core;
            seq = new long[viewers];
            core.importTitles(60);
            for (int v = 0; v < viewers; v++) {
                this.viewers.add(core.register());
            }
        }

        private Crowd(CoreFixture core, Crowd other) {
            this.core = core;
            viewers.addAll(other.viewers);
            seq = other.seq;
        }

        Crowd in(CoreFixture restarted) {
            return new Crowd(restarted, this);
        }

        private void push(int viewer, Contribution.Payload payload) {
            SyncSession session = core.session(viewers.get(viewer));
            core.push(session, new Contribution(++seq[viewer], payload));
        }

        /** Titles 0 to 49; fans of one of two tastes, so that what is pushed by fans of one looks like liked. */
        void pushSamples(int pushers) {
            Random random = new Random(3);
            for (int v = 0; v < viewers.size(); v++) {
                Set<String> ids = new LinkedHashSet<>();
                while (ids.size() < 10) {
                    ids.add("t" + (v % 2 * 25 + (int) (25 * Math.pow(random.nextDouble(), 1.5))));
                }
                if (v % 2 == 0 && v / 2 < pushers) {
                    ids.add(PUSHED);
                }
                push(v, Samples.sample(1, List.copyOf(ids)).payload());
            }
        }

        void reportNobodyWatched() {
            Random random = new Random(4);
            for (int v = 0; v < viewers.size(); v++) {
                int watched = (random.nextInt(10) < 3 ? 1 : 0) + (random.nextInt(10) < 3 ? 1 : 0);
                push(
                        v,
                        new Contribution.OfOutcomes(new Outcomes(
                                List.of(
                                        new ItemOutcome(new MediaId("t1"), 2, watched),
                                        new ItemOutcome(new MediaId(PUSHED), 2, 0)),
                                List.of())));
            }
        }
    }
}
