package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.memory.Criteria;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process of its own is killed with -9 while it stores, uses and forgets, with a checkpoint every fifty patterns; what it had
 * confirmed is there. {@code -Domega.kills=200} kills more often.
 */
@Timeout(1_200)
class MemoryKillTest {
    private static final int KILLS = Integer.getInteger("omega.kills", 12);
    private static final long COMPACT_BYTES = 30_000;
    private static final int MAX_PATTERNS = 100_000;

    @TempDir
    Path directory;

    /** What the children confirmed: uses by id, and what is forgotten. */
    private final Map<Long, Integer> uses = new HashMap<>();

    private final Set<Long> forgotten = new HashSet<>();

    @Test
    void kill9_atRandomPoints_everyConfirmedEntryIsFoundAgain() throws Exception {
        Random random = new Random(7);
        for (int kill = 1; kill <= KILLS; kill++) {
            Path said = directory.resolve("said-" + kill);
            Process child = start(said, kill);
            // random points: after so many confirmations, wherever the child is then
            int enough = 1 + random.nextInt(60);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !child.isAlive() || lines(said).size() >= enough);
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(137);
            lines(said).forEach(this::confirmed);
            check();
        }
        assertThat(uses).hasSizeGreaterThan(KILLS);
    }

    private Process start(Path said, int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.resolve("state").toString(),
                        Integer.toString(seed))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(said.toFile())
                .start();
    }

    private void confirmed(String line) {
        long id = Long.parseLong(line.substring(1));
        switch (line.charAt(0)) {
            case 'S' -> uses.put(id, 0);
            case 'U' -> uses.merge(id, 1, Integer::sum);
            case 'f' -> uses.remove(id); // about to be forgotten: from here on it may be there or not
            default -> forgotten.add(id);
        }
    }

    private void check() {
        try (AgentDb db = Child.open(directory.resolve("state"))) {
            for (Map.Entry<Long, Integer> expected : uses.entrySet()) {
                long id = expected.getKey();
                StoredPattern pattern = db.read(s -> s.entries().patterns().get(id))
                        .orElseThrow(() -> new AssertionError("pattern " + id + " was confirmed and is gone"));
                assertThat(pattern.approach()).isEqualTo("n" + id);
                assertThat(pattern.uses()).isGreaterThanOrEqualTo(expected.getValue());
                Embedding place = Child.place(id);
                List<EntryStore.Found<PatternEntry>> found =
                        db.read(s -> s.entries().patterns().search(place, 1, Criteria.ANY, 0));
                assertThat(found.getFirst().entry().id()).isEqualTo(id);
            }
            assertThat(forgotten).allMatch(id -> !there(db, id));
            // what was done and not confirmed may be there: it counts from here on
            db.read(s -> s.entries().patterns().all()).forEach(p -> uses.merge(p.id(), (int) p.uses(), Math::max));
            uses.keySet()
                    .removeIf(id -> db.read(s -> s.entries().patterns().get(id)).isEmpty());
        }
    }

    private static boolean there(AgentDb db, long id) {
        return db.read(s -> s.entries().patterns().get(id).isPresent());
    }

    /** Whole lines; the kill may have cut the last one. */
    private static List<String> lines(Path said) {
        try {
            String text = Files.exists(said) ? Files.readString(said) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that is killed. */
    static final class Child {
        private Child() {}

        static AgentDb open(Path directory) {
            return AgentDb.open(new ViewerId("v"), directory, MAX_PATTERNS, Optional.empty(), COMPACT_BYTES);
        }

        static Embedding place(long id) {
            return AgentSchemaPropertyTest.embedding(new Random(id));
        }

        public static void main(String[] args) {
            AgentDb db = open(Path.of(args[0]));
            Random random = new Random(Long.parseLong(args[1]));
            List<Long> mine = new ArrayList<>();
            while (true) {
                int what = random.nextInt(10);
                if (what < 7 || mine.isEmpty()) {
                    List<AgentRecord> records = new ArrayList<>();
                    List<Long> ids = new ArrayList<>();
                    for (int n = random.nextInt(20); n >= 0; n--) {
                        long id = db.nextId();
                        ids.add(id);
                        records.add(AgentDbArchiveTest.stored(id, place(id)));
                    }
                    db.submit(records).join();
                    mine.addAll(ids);
                    ids.forEach(id -> System.out.println("S" + id));
                } else {
                    long id = mine.get(random.nextInt(mine.size()));
                    if (what < 9) {
                        db.submit(List.of(new AgentRecord.Used(id, 1, 1, 0, Instant.EPOCH)))
                                .join();
                        System.out.println("U" + id);
                    } else {
                        System.out.println("f" + id);
                        System.out.flush();
                        db.submit(List.of(new AgentRecord.Forgotten(List.of(id))))
                                .join();
                        mine.remove(id);
                        System.out.println("F" + id);
                    }
                }
                System.out.flush();
            }
        }
    }
}
