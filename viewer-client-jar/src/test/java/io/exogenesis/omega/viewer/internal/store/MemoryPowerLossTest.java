package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.index.PowerLossArchive;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.memory.Criteria;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Journal and archive on one machine whose power goes off at random points, in the middle of a checkpoint among them: what was
 * acknowledged is there afterwards and found by a search. {@code -Domega.powerLosses=500} tries more.
 */
class MemoryPowerLossTest {
    private static final ViewerId VIEWER = new ViewerId("v");
    /** Some forty patterns: a checkpoint under way most of the time. */
    private static final long COMPACT_BYTES = 20_000;

    private static final int MAX_PATTERNS = 100_000;
    private static final int LIVES = 6;

    @TempDir
    Path directory;

    static Stream<Long> seeds() {
        return Stream.iterate(1L, n -> n + 1).limit(Integer.getInteger("omega.powerLosses", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void acknowledgedWrites_powerLossesAtRandomPoints_areFoundAgain(long seed) throws IOException {
        Life life = new Life(seed, directory.resolve("memory"));
        for (int n = 0; n < LIVES; n++) {
            life.live();
            life.verify();
        }
        try (Stream<Path> beside = Files.list(directory)) {
            assertThat(beside.map(p -> p.getFileName().toString())).allMatch(name -> name.equals("memory"));
        }
    }

    /** A memory's life over several power losses, and what must be true of it. */
    private static final class Life {
        private final RandomGenerator random;
        private final PowerLossArchive archive;
        private PowerLossFileLayer journal = new PowerLossFileLayer();
        /** What was acknowledged: uses by id, and what is forgotten. */
        private final Map<Long, Long> uses = new HashMap<>();

        private final Set<Long> forgotten = new HashSet<>();
        private final List<Long> mine = new ArrayList<>();
        private final List<Write> waiting = new ArrayList<>();

        /** A write under way, and what is true once it is acknowledged. */
        private record Write(CompletableFuture<Void> done, Runnable then) {}

        Life(long seed, Path memory) {
            var generator = RandomGeneratorFactory.of("L64X128MixRandom");
            this.random = generator.create(seed);
            // of its own: checkpoints draw from it beside us
            this.archive = new PowerLossArchive(memory, journal, generator.create(-seed));
        }

        private AgentDb open() {
            EntryHome home = EntryHome.archive(archive.archive(), archive::syncDirectory);
            return AgentDb.open(VIEWER, journal, home, MAX_PATTERNS, COMPACT_BYTES);
        }

        /** Works until the power goes off or all is done, then pulls the plug or kills the process. */
        void live() throws IOException {
            if (random.nextBoolean()) {
                journal.crashAfter(random.nextInt(1, 120));
            } else {
                archive.crashAfter(random.nextInt(1, 300)); // some fifty operations a checkpoint
            }
            try (AgentDb db = open()) {
                for (int n = random.nextInt(60); n > 0; n--) {
                    act(db);
                }
                if (random.nextBoolean()) {
                    db.compactNow();
                }
                if (random.nextInt(4) == 0) {
                    settle(); // all is acknowledged before the plug is pulled
                }
                journal = random.nextInt(4) == 0 ? killed(db) : pulled(db);
            } catch (MemoryUnavailableException | AgentClosedException | JournalException e) {
                settle();
                journal = pulled();
            }
        }

        private PowerLossFileLayer pulled(AgentDb db) throws IOException {
            journal.crash(random); // off, whatever is under way
            settle();
            db.close(); // waits for the checkpoint, which fails
            return pulled();
        }

        private PowerLossFileLayer pulled() throws IOException {
            PowerLossFileLayer after = journal.crash(random);
            archive.powerLoss(after);
            return after;
        }

        private PowerLossFileLayer killed(AgentDb db) {
            PowerLossFileLayer after = journal.kill();
            settle();
            db.close();
            archive.kill(after);
            return after;
        }

        private void act(AgentDb db) {
            switch (mine.isEmpty() ? 0 : random.nextInt(8)) {
                case 6 -> {
                    long id = mine.get(random.nextInt(mine.size()));
                    waiting.add(new Write(
                            db.submit(List.of(new AgentRecord.Used(id, 1, 1, 0, Instant.EPOCH))),
                            () -> uses.computeIfPresent(id, (i, n) -> n + 1)));
                }
                case 7 -> {
                    long id = mine.remove(random.nextInt(mine.size()));
                    uses.remove(id); // from here on it may be there or not
                    waiting.add(new Write(
                            db.submit(List.of(new AgentRecord.Forgotten(List.of(id)))), () -> forgotten.add(id)));
                }
                default -> store(db);
            }
            if (random.nextInt(5) == 0) {
                settle();
            }
        }

        private void store(AgentDb db) {
            List<AgentRecord> records = new ArrayList<>();
            List<Long> ids = new ArrayList<>();
            for (int n = random.nextInt(12); n >= 0; n--) {
                long id = db.nextId();
                ids.add(id);
                records.add(AgentDbArchiveTest.stored(id, MemoryKillTest.Child.place(id)));
            }
            waiting.add(new Write(db.submit(records), () -> {
                ids.forEach(id -> uses.put(id, 0L));
                mine.addAll(ids);
            }));
        }

        private void settle() {
            for (Write write : waiting) {
                try {
                    write.done.join();
                    write.then.run();
                } catch (CompletionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfAny(MemoryUnavailableException.class, AgentClosedException.class);
                }
            }
            waiting.clear();
        }

        void verify() {
            try (AgentDb db = open()) {
                uses.forEach((id, n) -> {
                    StoredPattern pattern = db.read(s -> s.entries().patterns().get(id))
                            .orElseThrow(() -> new AssertionError("pattern " + id + " was acknowledged and is gone"));
                    assertThat(pattern.uses()).isGreaterThanOrEqualTo(n);
                    Embedding place = MemoryKillTest.Child.place(id);
                    List<EntryStore.Found<PatternEntry>> found =
                            db.read(s -> s.entries().patterns().search(place, 1, Criteria.ANY, 0));
                    assertThat(found.getFirst().entry().id()).isEqualTo(id);
                });
                assertThat(forgotten)
                        .noneMatch(id ->
                                db.read(s -> s.entries().patterns().get(id).isPresent()));
                // what was done and not acknowledged may be there: opening has made it durable
                uses.clear();
                mine.clear();
                db.read(s -> s.entries().patterns().all()).forEach(p -> {
                    uses.put(p.id(), p.uses());
                    mine.add(p.id());
                });
            }
        }
    }
}
