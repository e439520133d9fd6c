package io.exogenesis.omega.viewer.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.memory.EpisodeQuery;
import io.exogenesis.omega.viewer.memory.NewEpisode;
import io.exogenesis.omega.viewer.memory.ReflexionMemory;
import io.exogenesis.omega.viewer.memory.TaskStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReflexionMemoryTest {
    private static final Instant START = Instant.parse("2026-03-01T20:00:00Z");

    private PowerLossFileLayer disk = new PowerLossFileLayer();
    private AgentDb db = open();
    private Instant now = START;
    private final TestTexts texts =
            new TestTexts().with("heat", "crime thriller").with("wally", "robot comedy");
    private ReflexionMemory memory = memory();

    private AgentDb open() {
        return AgentDb.open(new ViewerId("v"), disk, () -> {}, 1_000);
    }

    private ReflexionMemory memory() {
        return new LocalReflexionMemory(db, texts, BoundedExecutor.unbounded(), () -> now);
    }

    private long store(String session, String task, String output, double reward) {
        return memory.store(NewEpisode.of(session, task, "", output, reward)).join();
    }

    private void watch(String media, Duration duration) {
        db.commit(
                s -> List.of(new AgentRecord.Tracked(new ViewerEvent.View(new MediaId(media), duration, false, now))));
    }

    private List<String> outputs(EpisodeQuery query) {
        return memory.search(query).join().stream()
                .map(f -> f.episode().output())
                .toList();
    }

    // The original took the nearest 3k and filtered them, so that matches further down were not found.
    @Test
    void retrieve_filters_actBeforeTheRanking() {
        for (int n = 0; n < 100; n++) {
            store("s", "find a thriller", "wrong " + n, .1);
        }
        store("s", "plant a tree", "dig", .9);
        store("s", "find a western", "look for horses", .65);
        EpisodeQuery query = EpisodeQuery.of("find a thriller", 2);
        assertThat(outputs(query.only(EpisodeQuery.Outcome.SUCCESSES))).containsExactly("look for horses", "dig");
        assertThat(outputs(query.withMinReward(.7))).containsExactly("dig");
        assertThat(outputs(query.only(EpisodeQuery.Outcome.FAILURES)))
                .hasSize(2)
                .allMatch(o -> o.startsWith("wrong"));
    }

    // "timeWindowDays" of the original was an error of its SQL.
    @Test
    void retrieve_window_leavesOutWhatIsOlder() {
        store("s", "find a thriller", "old", .9);
        now = START.plus(Duration.ofDays(10));
        store("s", "find a thriller", "new", .9);
        assertThat(outputs(EpisodeQuery.of("find a thriller", 5).within(Duration.ofDays(7))))
                .containsExactly("new");
    }

    @Test
    void retrieve_viewersChoices_areFoundByTheirTitles() {
        watch("heat", Duration.ofHours(2));
        watch("wally", Duration.ofMinutes(3));
        watch("unknown", Duration.ofHours(2));
        List<ReflexionMemory.Found> found =
                memory.search(EpisodeQuery.of("crime thriller", 5)).join();
        assertThat(found).hasSize(2);
        Episode best = found.getFirst().episode();
        assertThat(best.media()).contains(new MediaId("heat"));
        assertThat(best.task()).isEqualTo(Episode.MEDIA_SELECTION);
        assertThat(best.id()).isNegative();
        assertThat(best.critique()).contains("watched 120 min").endsWith("good choice");
        assertThat(memory.get(best.id())).contains(best);
    }

    @Test
    void critiqueSummary_nearestFailures_numbered() {
        assertThat(memory.critiqueSummary("anything").join()).isEqualTo("No failure of this kind is remembered.");
        memory.store(NewEpisode.of("s", "find a thriller", "", "x", .1).withCritique("too violent"))
                .join();
        store("s", "find a thriller", "fine", .9);
        assertThat(memory.critiqueSummary("find a thriller").join()).isEqualTo("1. too violent (reward 0.10)");
    }

    @Test
    void successStrategies_wellRewardedOnly_cut() {
        store("s", "find a thriller", "y".repeat(300), .95);
        store("s", "find a thriller", "so so", .65);
        assertThat(memory.successStrategies("find a thriller").join()).containsExactly("y".repeat(200));
    }

    @Test
    void taskStats_trend_lastWeekAgainstBefore() {
        memory.store(NewEpisode.of("s", "t", "", "", .5).withCost(Duration.ofMillis(100), 7))
                .join();
        now = START.plus(Duration.ofDays(20));
        memory.store(NewEpisode.of("s", "t", "", "", .75).withCost(Duration.ofMillis(300), 7))
                .join();
        store("s", "other", "", 0);
        TaskStats stats = memory.taskStats("t");
        assertThat(stats.attempts()).isEqualTo(2);
        assertThat(stats.successRate()).isEqualTo(.5);
        assertThat(stats.averageReward()).isCloseTo(.625, within(1e-12));
        assertThat(stats.averageLatency()).isEqualTo(Duration.ofMillis(200));
        assertThat(stats.trend()).isCloseTo(.5, within(1e-12));
        assertThat(memory.taskStats("t", Duration.ofDays(7)).attempts()).isEqualTo(1);
        assertThat(memory.taskStats("nothing").successRate()).isZero();
    }

    @Test
    void recent_ofASession_newestFirst() {
        store("a", "t", "1", .5);
        store("b", "t", "2", .5);
        now = START.plusSeconds(1);
        store("a", "t", "3", .5);
        assertThat(memory.findRecent("a", 10)).extracting(Episode::output).containsExactly("3", "1");
        assertThat(memory.findRecent(2)).hasSize(2);
    }

    @Test
    void links_failure_learnsFromTheFailuresBefore() {
        for (int n = 0; n < 5; n++) {
            now = START.plusSeconds(n);
            store("a", "find a thriller", "failed " + n, .1);
        }
        store("b", "find a thriller", "other session", .1);
        now = START.plusSeconds(9);
        long last = store("a", "find a thriller", "failed at last", .1);
        ReflexionMemory.Links links = memory.links(last).orElseThrow();
        assertThat(links.learnedFrom()).extracting(Episode::output).containsExactly("failed 4", "failed 3", "failed 2");
        assertThat(links.session()).hasSize(6);
        assertThat(links.similar()).hasSize(5).noneMatch(f -> f.episode().id() == last);
        assertThat(memory.links(12345)).isEmpty();
    }

    @Test
    void prune_poorAndOld_goTheBestOfEachTaskStay() {
        for (int n = 0; n < 8; n++) {
            store("s", "t", "n" + n, n / 100.0);
        }
        watch("heat", Duration.ofMinutes(1));
        now = START.plus(Duration.ofDays(31));
        store("s", "t", "new", 0);
        assertThat(memory.prune(.3, Duration.ofDays(30), 5).join()).isEqualTo(3);
        assertThat(memory.findRecent(100))
                .extracting(Episode::output)
                .contains("n7", "n3", "new")
                .doesNotContain("n2");
        assertThat(memory.prune(.3, Duration.ofDays(30), 0).join()).isEqualTo(6);
        assertThat(memory.findRecent(100)).extracting(Episode::output).containsExactly("new");
    }

    @Test
    void everything_afterAPowerLoss_isThere() {
        long id = store("s", "find a thriller", "fine", .9);
        watch("heat", Duration.ofHours(1));
        List<Episode> before = memory.findRecent(10);
        disk = disk.kill();
        db = open();
        memory = memory();
        assertThat(memory.findRecent(10)).isEqualTo(before);
        assertThat(memory.get(id)).isPresent();
        assertThat(memory.delete(id).join()).isTrue();
        assertThat(memory.delete(before.getLast().id()).join()
                        || memory.get(before.getLast().id()).isEmpty())
                .isTrue();
        assertThat(store("s", "t", "later", .5)).isGreaterThan(id);
    }

    @Test
    void badInput_refused() {
        assertThatThrownBy(() -> NewEpisode.of("s", "t", "", "", Double.NaN)).hasMessageContaining("reward");
        assertThatThrownBy(() -> NewEpisode.of(" ", "t", "", "", .5)).hasMessageContaining("session");
        assertThatThrownBy(() -> NewEpisode.of("s", "t", "", "z".repeat(9_000), .5))
                .hasMessageContaining("8000");
        assertThatThrownBy(() -> EpisodeQuery.of("t", 0)).hasMessageContaining("1 to");
    }
}
