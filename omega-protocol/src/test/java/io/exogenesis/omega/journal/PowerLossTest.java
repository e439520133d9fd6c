package io.exogenesis.omega.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The promise of the journal, against a model: whatever is done, and whenever the power goes off, each acknowledged record is
 * found again at its position, and what else is found was appended and forms an unbroken row.
 */
class PowerLossTest {

    @Property(tries = 400)
    void everyAcknowledgedRecord_isFoundAgainAfterPowerLosses(@ForAll long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (CapturedLog log = new CapturedLog()) {
            Life life = new Life(random);
            for (int lives = 0; lives < 4; lives++) {
                life.live();
                life.powerLoss();
            }
            log.lines().clear();
            life.verifyAtRest();
            assertThat(log.lines()).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** A journal's life over several power losses, and what must be true of it. */
    private static final class Life {
        private final RandomGenerator random;
        private final JournalOptions options;
        private final TreeMap<Long, String> acknowledged = new TreeMap<>();
        private final Map<String, Integer> attempted = new HashMap<>();
        private PowerLossFileLayer disk = new PowerLossFileLayer();
        private long discardedBefore;
        private int counter;

        Life(RandomGenerator random) {
            this.random = random;
            this.options = JournalOptions.defaults().withSegmentBytes(random.nextInt(50, 4000));
        }

        /** Opens and works until the power goes off or all is done. */
        void live() {
            disk.crashAfter(random.nextInt(1, 60));
            Map<String, CompletableFuture<Long>> waiting = new LinkedHashMap<>();
            try {
                Journal journal = Journal.open(disk, options);
                verify(journal);
                for (int i = random.nextInt(40); i > 0; i--) {
                    act(journal, waiting);
                }
            } catch (JournalFailedException e) {
                assertThat(e).hasMessageContaining("the power");
            }
            settle(waiting);
        }

        void powerLoss() {
            disk = random.nextInt(5) == 0 ? disk.kill() : disk.crash(random);
        }

        void verifyAtRest() {
            verify(Journal.open(disk, options));
            verify(Journal.open(disk.crash(random), options));
        }

        private void act(Journal journal, Map<String, CompletableFuture<Long>> waiting) {
            switch (random.nextInt(12)) {
                case 0 -> journal.roll();
                case 1 -> discard(journal);
                case 2 -> {
                    String payload = payload();
                    acknowledged.put(journal.appendDurable(payload.getBytes(UTF_8)), payload);
                }
                case 3 -> {
                    // a batch: its parts become durable together
                    List<String> parts = List.of(payload(), payload(), payload());
                    CompletableFuture<List<Long>> batch = journal.append(
                            parts.stream().map(p -> p.getBytes(UTF_8)).toList());
                    for (int i = 0; i < parts.size(); i++) {
                        int part = i;
                        waiting.put(parts.get(i), batch.thenApply(p -> p.get(part)));
                    }
                }
                default -> {
                    String payload = payload();
                    waiting.put(payload, journal.append(payload.getBytes(UTF_8)));
                }
            }
        }

        private void discard(Journal journal) {
            if (!acknowledged.isEmpty()) {
                List<Long> positions = new ArrayList<>(acknowledged.keySet());
                long before = random.nextInt(8) == 0 ? journal.end() : positions.get(random.nextInt(positions.size()));
                discardedBefore = Math.max(discardedBefore, before);
                journal.discardBefore(before);
            }
        }

        private String payload() {
            String payload = counter + ":" + "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 3000 : 60));
            attempted.put(payload, counter++);
            return payload;
        }

        private void settle(Map<String, CompletableFuture<Long>> waiting) {
            waiting.forEach((payload, future) -> {
                try {
                    acknowledged.put(future.join(), payload);
                } catch (CompletionException e) {
                    assertThat(e.getCause()).isInstanceOf(JournalFailedException.class);
                }
            });
        }

        private void verify(Journal journal) {
            TreeMap<Long, String> found = new TreeMap<>();
            long[] expected = {journal.start()};
            journal.replay(0, (position, next, bytes) -> {
                assertThat(position).isEqualTo(expected[0]);
                expected[0] = next;
                found.put(position, new String(bytes, UTF_8));
            });
            assertThat(expected[0]).isEqualTo(journal.end());
            assertThat(found).containsAllEntriesOf(acknowledged.tailMap(discardedBefore));
            assertThat(attempted.keySet()).containsAll(found.values());
            List<Integer> order = found.values().stream().map(attempted::get).toList();
            assertThat(order).isSorted().doesNotHaveDuplicates();
            assertThat(journal.start()).isLessThanOrEqualTo(Collections.max(List.of(discardedBefore, 0L)));
            // What survived without having been acknowledged has been made durable by opening.
            acknowledged.clear();
            acknowledged.putAll(found);
        }
    }
}
