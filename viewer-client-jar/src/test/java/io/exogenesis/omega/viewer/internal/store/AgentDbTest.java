package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class AgentDbTest {
    // hundreds of torn tails, each worth a line in real life
    private static final Logger JOURNAL = Logger.getLogger("io.exogenesis.omega.journal.Journal");

    static {
        JOURNAL.setLevel(Level.OFF);
    }

    private static final ViewerId VIEWER = new ViewerId("v");
    private static final int PATTERNS = 10_000;

    private PowerLossFileLayer disk = new PowerLossFileLayer();
    private final Random random = new Random(3);

    private AgentDb open() {
        return AgentDb.open(VIEWER, disk, () -> {}, PATTERNS);
    }

    private static AgentRecord rating(int n) {
        return new AgentRecord.Tracked(
                new ViewerEvent.Rating(new MediaId("m" + n), n % 10 / 2.0, TestAgents.NOW.plusSeconds(n)));
    }

    /** A long search, so that the journal grows fast. */
    private static AgentRecord search() {
        return new AgentRecord.Tracked(ViewerEvent.Search.of("x".repeat(1_000), List.of(), TestAgents.NOW));
    }

    private static List<AgentRecord> records(AgentDb db) {
        return db.read(AgentState::toRecords);
    }

    private static long events(AgentDb db) {
        return db.read(AgentState::events);
    }

    private static long acknowledged(AgentDb db) {
        return db.read(s -> s.outbox().ledger().acknowledged());
    }

    private static int titles(AgentDb db) {
        return db.read(s -> s.titles().size());
    }

    private static List<Contribution> pending(AgentDb db) {
        return db.read(s -> s.outbox().pending());
    }

    /** Everything a state can hold. */
    private void fill(AgentDb db) {
        db.commit(s -> List.of(new AgentRecord.ConsentsChanged(Consents.ALL), rating(1), rating(2)));
        db.commit(s -> List.of(new AgentRecord.Tracked(
                new ViewerEvent.View(new MediaId("m9"), Duration.ofMinutes(50), false, TestAgents.NOW))));
        db.commit(s -> List.of(new AgentRecord.Learned(List.of(AgentSchemaPropertyTest.pattern(random)))));
        for (int n = 0; n < 3; n++) {
            db.commit(s -> List.of(new AgentRecord.Enqueued(new Contribution(
                    s.outbox().next(),
                    new Contribution.OfPattern(s.localPatterns().iterator().next())))));
        }
        db.commit(s -> List.of(new AgentRecord.Acknowledged(2, 1), new AgentRecord.TokenRenewed(1, "token")));
        db.commit(s -> List.of(new AgentRecord.ModelsInUse("bank", 3, 4)));
        for (int n = 20; n < 23; n++) {
            ShownList list = new ShownList(
                    List.of(ShownTitle.byScore(new MediaId("m" + n))), true, TestAgents.NOW.plusSeconds(3_600 * n));
            db.commit(s -> List.of(new AgentRecord.Shown(list)));
        }
        db.commit(s -> List.of(new AgentRecord.Enqueued(new Contribution(
                s.outbox().next(),
                new Contribution.OfOutcomes(s.showings().report().orElseThrow())))));
    }

    @Test
    void open_again_sameState() {
        AgentDb db = open();
        fill(db);
        List<AgentRecord> before = records(db);
        db.close();
        disk = disk.kill();
        assertThat(records(open())).isEqualTo(before);
    }

    @Test
    void commit_journalGrown_snapshotReplacesIt() {
        AgentDb db = open();
        fill(db);
        long most = 0;
        for (int n = 0; n < 12; n++) {
            db.commit(s -> {
                List<AgentRecord> many = new ArrayList<>();
                for (int k = 0; k < 500; k++) {
                    many.add(search());
                }
                return many;
            });
            most = Math.max(most, db.journal().bytes());
        }
        assertThat(most).isLessThan(AgentDb.COMPACT_BYTES + (1 << 20));
        assertThat(db.journal().bytes()).isLessThan(AgentDb.COMPACT_BYTES);
        List<AgentRecord> before = records(db);
        db.close();
        disk = disk.kill();
        AgentDb again = open();
        assertThat(records(again)).isEqualTo(before);
        assertThat(acknowledged(again)).isEqualTo(2);
        assertThat(events(again)).isEqualTo(3 + 6_000);
    }

    @Test
    void commit_powerLossAnywhereInACompaction_stateBeforeOrAfter() {
        // at each operation of the disk around the compaction, pull the plug once
        for (int plug = 1; plug < 30; plug++) {
            disk = new PowerLossFileLayer();
            AgentDb db = open();
            fill(db);
            db.commit(s -> {
                List<AgentRecord> many = new ArrayList<>();
                for (int k = 0; k < 4_000; k++) {
                    many.add(search());
                }
                return many;
            });
            long events = db.read(AgentState::events);
            disk.crashAfter(plug);
            long acknowledged = events;
            try {
                db.commit(s -> {
                    List<AgentRecord> many = new ArrayList<>();
                    for (int k = 0; k < 300; k++) {
                        many.add(search());
                    }
                    return many;
                });
                acknowledged = db.read(AgentState::events);
            } catch (ViewerException | io.exogenesis.omega.journal.JournalException e) {
                // the disk died before or during the compaction
            }
            disk = disk.crash(random);
            AgentDb again = open();
            assertThat(events(again)).isBetween(acknowledged, events + 300);
            assertThat(pending(again)).hasSize(2);
            assertThat(titles(again)).isEqualTo(3);
            // and it can be written again
            again.commit(s -> List.of(rating(77)));
            assertThat(titles(again)).isEqualTo(4);
        }
    }

    @Test
    void commit_diskFull_failsWithOneLineAndKeepsWhatWasAcknowledged() {
        AgentDb db = open();
        fill(db);
        List<AgentRecord> before = records(db);
        disk.capacity(disk.used() + 10);
        assertThatThrownBy(() -> db.commit(s -> List.of(search())))
                .isInstanceOf(MemoryUnavailableException.class)
                .hasMessageContaining("what it acknowledged is safe");
        assertThat(records(db)).isEqualTo(before);
        disk = disk.crash(random);
        disk.capacity(Long.MAX_VALUE);
        assertThat(records(open())).isEqualTo(before);
    }

    // A device whose disk was full for a minute must not need a restart, and what it confirms afterwards must be there.
    @Test
    void commit_roomAgain_goesOnWithoutARestart() {
        AgentDb db = open();
        fill(db);
        for (int fault = 0; fault < 3; fault++) {
            disk.capacity(disk.used() + 10);
            assertThatThrownBy(() -> db.commit(s -> List.of(search()))).isInstanceOf(MemoryUnavailableException.class);
            assertThatThrownBy(() -> db.submit(List.of(search())).join())
                    .hasCauseInstanceOf(MemoryUnavailableException.class);
            db.settled().join();
            disk.capacity(Long.MAX_VALUE);
            int media = fault;
            db.commit(s -> List.of(rating(100 + media)));
        }
        List<AgentRecord> before = records(db);
        disk = disk.crash(random);
        assertThat(records(open())).isEqualTo(before);
    }

    // After a failed fsync a batch may be on the disk all the same: the state must be the one of a restart, and numbers
    // that were
    // given in it are not given twice.
    @Test
    void commit_failedSync_stateIsThatOfARestart() {
        AgentDb db = open();
        fill(db);
        disk.failSyncs(true);
        assertThatThrownBy(() -> db.commit(s -> List.of(rating(200), search())))
                .isInstanceOf(MemoryUnavailableException.class);
        disk.failSyncs(false);
        db.commit(s -> List.of(rating(201)));
        List<AgentRecord> before = records(db);
        disk = disk.crash(random);
        assertThat(records(open())).isEqualTo(before);
    }

    @Test
    void open_tornTail_recoveredAndCounted() {
        AgentDb db = open();
        fill(db);
        List<AgentRecord> before = records(db);
        disk.crashAfter(1); // the write of the next batch gets half through
        assertThatThrownBy(() -> db.commit(s -> List.of(search(), search()))).isInstanceOf(ViewerException.class);
        disk = disk.kill();
        AgentDb again = open();
        assertThat(events(again)).isBetween(3L, 5L);
        assertThat(pending(again)).hasSize(2);
        assertThat(before).isNotEmpty();
    }

    @Test
    void open_formatOfANewerVersion_refused() {
        AgentDb db = open();
        db.commit(s -> List.of(new AgentRecord.Format(AgentSchema.VERSION + 1, VIEWER)));
        db.close();
        disk = disk.kill();
        assertThatThrownBy(this::open).hasMessageContaining("use the version that wrote it");
    }

    @Test
    void commit_afterClose_refused() {
        AgentDb db = open();
        db.close();
        db.close();
        assertThatThrownBy(() -> db.commit(s -> List.of(rating(1)))).isInstanceOf(AgentClosedException.class);
    }

    // A search before a compaction belongs to what is watched after it, and so does the session.
    @Test
    void commit_afterACompaction_choicesAndSessionsAreThoseOfARestart() {
        AgentDb db = open();
        MediaId media = new MediaId("m1");
        db.commit(s -> List.of(
                new AgentRecord.Tracked(ViewerEvent.Search.of("space", List.of(media), media, TestAgents.NOW))));
        db.compactNow();
        db.commit(s -> List.of(new AgentRecord.Tracked(
                new ViewerEvent.View(media, Duration.ofMinutes(50), false, TestAgents.NOW.plus(Duration.ofHours(2))))));
        Choice live = db.read(s -> s.choices().all()).getFirst();
        assertThat(live.query()).contains("space");
        assertThat(live.session()).isEqualTo(2);
        db.close();
        disk = disk.kill();
        List<Choice> replayed = open().read(s -> s.choices().all());
        assertThat(replayed).containsExactly(live);
    }
}
