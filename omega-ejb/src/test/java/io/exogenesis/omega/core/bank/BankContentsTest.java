package io.exogenesis.omega.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.PullFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankContentsTest {
    private static final String BANK = "bank-1";

    /** A follower that applies whatever pages it gets. */
    private static final class Follower {
        final Map<PatternId, Long> held = new HashMap<>();
        BankVersion at = BankVersion.NONE;

        void pullPage(BankContents bank, int page) {
            BankDelta delta = bank.deltaSince(at, page, PullFilter.ALL);
            if (delta.snapshot()) {
                held.clear();
            }
            delta.upserts().forEach(p -> held.put(p.id(), p.version()));
            delta.removals().forEach(held::remove);
            assertThat(delta.upserts().size() + delta.removals().size()).isLessThanOrEqualTo(page);
            assertThat(delta.more()).isEqualTo(!delta.upTo().equals(bank.version()));
            at = delta.upTo();
        }
    }

    // A viewer that asked for one pattern got all of a version; a page that lost the rest of it would be worse.
    @Property(tries = 40)
    void followers_thatPullNowAndThen_endWithTheBank(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int page) {
        Random random = new Random(seed);
        Map<PatternId, ConsolidatedPattern> patterns = new HashMap<>();
        List<Removal> removals = new ArrayList<>();
        long version = 0;
        BankContents bank = new BankContents(new BankVersion(BANK, 0), List.of(), List.of(), 0);
        List<Follower> followers = List.of(new Follower(), new Follower(), new Follower());
        for (int round = 0; round < 8; round++) {
            List<ConsolidatedPattern> upserts = new ArrayList<>();
            Set<PatternId> gone = new HashSet<>();
            for (int i = random.nextInt(350); i > 0; i--) {
                upserts.add(Samples.consolidated("p" + random.nextInt(400), 1, Priority.values()[random.nextInt(3)]));
            }
            List<ConsolidatedPattern> distinct = new ArrayList<>(upserts.stream()
                    .collect(java.util.stream.Collectors.toMap(ConsolidatedPattern::id, p -> p, (a, b) -> a))
                    .values());
            patterns.keySet().stream()
                    .filter(id -> random.nextInt(5) == 0)
                    .filter(id -> distinct.stream().noneMatch(p -> p.id().equals(id)))
                    .forEach(gone::add);
            BankChanges changes = BankChanges.number(version, distinct, List.copyOf(gone));
            version = changes.version();
            gone.forEach(patterns::remove);
            changes.upserts().forEach(p -> patterns.put(p.id(), p));
            changes.upserts().forEach(p -> removals.removeIf(r -> r.id().equals(p.id())));
            removals.addAll(changes.removals());
            bank = new BankContents(new BankVersion(BANK, version), patterns.values(), removals, 0);
            for (Follower f : followers) {
                for (int pages = random.nextInt(4); pages > 0; pages--) {
                    f.pullPage(bank, page);
                }
            }
        }
        Map<PatternId, Long> expected = new HashMap<>();
        patterns.forEach((id, p) -> expected.put(id, p.version()));
        for (Follower f : followers) {
            do {
                f.pullPage(bank, page);
            } while (!f.at.equals(bank.version()));
            assertThat(f.held).isEqualTo(expected);
        }
    }

    @Test
    void delta_sinceNewest_isEmpty() {
        BankContents bank =
                new BankContents(new BankVersion(BANK, 3), List.of(Samples.consolidated("p", 3)), List.of(), 0);
        BankDelta delta = bank.deltaSince(new BankVersion(BANK, 3), 10, PullFilter.ALL);
        assertThat(delta.upserts()).isEmpty();
        assertThat(delta.snapshot()).isFalse();
        assertThat(delta.more()).isFalse();
    }

    @Test
    void delta_ofAnotherBankOrTheFuture_isASnapshot() {
        BankContents bank =
                new BankContents(new BankVersion(BANK, 3), List.of(Samples.consolidated("p", 3)), List.of(), 0);
        assertThat(bank.deltaSince(new BankVersion("restored", 2), 10, PullFilter.ALL)
                        .snapshot())
                .isTrue();
        assertThat(bank.deltaSince(new BankVersion(BANK, 9), 10, PullFilter.ALL).snapshot())
                .isTrue();
        assertThat(bank.deltaSince(BankVersion.NONE, 10, PullFilter.ALL).upserts())
                .hasSize(1);
    }

    // Without it a viewer that was away for long would keep patterns that left the bank.
    @Test
    void delta_fromBeforeTheForgottenRemovals_isASnapshot() {
        List<Removal> removals = IntStream.rangeClosed(1, BankContents.REMEMBERED_REMOVALS + 5)
                .mapToObj(i -> new Removal(new PatternId("r" + i), i))
                .toList();
        BankContents bank = new BankContents(new BankVersion(BANK, 20_000), List.of(), removals, 0);
        assertThat(bank.forgottenUpTo()).isEqualTo(5);
        assertThat(bank.deltaSince(new BankVersion(BANK, 4), 10, PullFilter.ALL).snapshot())
                .isTrue();
        assertThat(bank.deltaSince(new BankVersion(BANK, 5), 10, PullFilter.ALL).snapshot())
                .isFalse();
    }

    // The border once was that of the list at hand, and fell when a removed pattern came back.
    @Test
    void border_whenRemovalsBecomeFewer_stays() {
        List<Removal> removals = IntStream.rangeClosed(1, BankContents.REMEMBERED_REMOVALS + 5)
                .mapToObj(i -> new Removal(new PatternId("r" + i), i))
                .toList();
        BankContents bank = new BankContents(new BankVersion(BANK, 20_000), List.of(), removals, 0);
        BankContents reloaded =
                new BankContents(bank.version(), List.of(), removals.subList(0, 7), bank.forgottenUpTo());
        assertThat(reloaded.forgottenUpTo()).isEqualTo(5);
        assertThat(reloaded.deltaSince(new BankVersion(BANK, 4), 10, PullFilter.ALL)
                        .snapshot())
                .isTrue();
        BankContents further = new BankContents(bank.version(), List.of(), removals.subList(100, removals.size()), 90);
        assertThat(further.forgottenUpTo()).isEqualTo(90);
    }

    // Page 1 of a snapshot ends behind the border; taken for an old cursor, it would begin the snapshot again, for
    // ever.
    @ParameterizedTest
    @ValueSource(strings = {BANK, "none", "restored"})
    void snapshot_inPages_withForgottenRemovals_ends(String from) {
        List<ConsolidatedPattern> patterns = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> Samples.consolidated("p" + i, i))
                .toList();
        BankContents bank = new BankContents(new BankVersion(BANK, 40), patterns, List.of(), 30);
        BankVersion at = new BankVersion(from, from.equals(BANK) ? 3 : 0);
        Set<PatternId> held = new HashSet<>();
        int pages = 0;
        BankDelta delta;
        do {
            delta = bank.deltaSince(at, 5, PullFilter.ALL);
            assertThat(delta.snapshot()).isEqualTo(pages == 0);
            delta.upserts().forEach(p -> held.add(p.id()));
            at = delta.upTo();
            pages++;
        } while (delta.more() && pages < 100);
        assertThat(pages).isEqualTo(8);
        assertThat(held).hasSize(40);
        assertThat(at).isEqualTo(bank.version());
        assertThat(bank.deltaSince(at, 5, PullFilter.ALL).snapshot()).isFalse();
    }

    // What was removed while the pages were fetched must go from the viewer, too; or it must start anew.
    @Test
    void snapshot_inPages_hearsOfRemovalsMeanwhile_orBeginsAnew() {
        ConsolidatedPattern early = Samples.consolidated("early", 1);
        List<ConsolidatedPattern> patterns = new ArrayList<>(List.of(early));
        IntStream.rangeClosed(2, 40).forEach(i -> patterns.add(Samples.consolidated("p" + i, i)));
        BankVersion first = new BankContents(new BankVersion(BANK, 40), patterns, List.of(), 30)
                .deltaSince(BankVersion.NONE, 5, PullFilter.ALL)
                .upTo();
        patterns.remove(early);
        List<Removal> gone = List.of(new Removal(early.id(), 41));
        BankVersion now = new BankVersion(BANK, 41);
        BankDelta rest = new BankContents(now, patterns, gone, 30).deltaSince(first, 1000, PullFilter.ALL);
        assertThat(rest.snapshot()).isFalse();
        assertThat(rest.removals()).containsExactly(early.id());
        BankContents forgetful = new BankContents(new BankVersion(BANK, 60), patterns, List.of(), 41);
        assertThat(forgetful.deltaSince(first, 1000, PullFilter.ALL).snapshot()).isTrue();
        assertThat(forgetful
                        .deltaSince(new BankVersion(BANK + "~x", 5), 10, PullFilter.ALL)
                        .snapshot())
                .isTrue();
        assertThat(forgetful
                        .deltaSince(new BankVersion(BANK + "~999", 5), 10, PullFilter.ALL)
                        .snapshot())
                .isTrue();
    }

    // A device that takes ten patterns would get those of the oldest round, and the important ones with the last page.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 100})
    void delta_overSeveralRoundsInPages_highPriorityFirst(int page) {
        List<ConsolidatedPattern> patterns = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            patterns.add(Samples.consolidated("p" + i, 11 + i, Priority.values()[2 - i % 3]));
        }
        List<Removal> gone = List.of(new Removal(new PatternId("x"), 10), new Removal(new PatternId("y"), 41));
        BankContents bank = new BankContents(new BankVersion(BANK, 41), patterns, gone, 0);
        for (BankVersion from : List.of(BankVersion.NONE, new BankVersion(BANK, 5))) {
            List<Priority> order = new ArrayList<>();
            List<PatternId> removed = new ArrayList<>();
            BankVersion at = from;
            BankDelta delta;
            do {
                delta = bank.deltaSince(at, page, PullFilter.ALL);
                delta.upserts().forEach(p -> order.add(p.priority()));
                removed.addAll(delta.removals());
                assertThat(order.isEmpty() || removed.size() == (from.number() == 0 ? 0 : 2))
                        .isTrue();
                at = delta.upTo();
            } while (delta.more());
            assertThat(order).hasSize(30).isSorted();
            assertThat(at).isEqualTo(bank.version());
        }
    }

    // The cursor of a way is made by the Core, and handed back by whoever likes to make one up.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bank-1~",
                "bank-1~1~2",
                "bank-1~1~2~9",
                "bank-1~1~2~-1",
                "bank-1~3~2~1",
                "bank-1~1~zz~1",
                "bank-1~-1~2~1",
                "bank-1~1~2~1~1",
                "bank-1~x y~2~1",
                "bank-12~1~2~1"
            })
    void delta_ofACursorThatNobodyGave_isASnapshot(String bankId) {
        BankContents bank =
                new BankContents(new BankVersion(BANK, 3), List.of(Samples.consolidated("p", 3)), List.of(), 0);
        assertThat(bank.deltaSince(new BankVersion(bankId, 2), 10, PullFilter.ALL)
                        .snapshot())
                .isTrue();
        assertThat(bank.deltaSince(new BankVersion("bank-1~1~2~1", 2), 10, PullFilter.ALL)
                        .snapshot())
                .isFalse();
        assertThat(bank.deltaSince(new BankVersion("bank-1~1~2~1", 3), 10, PullFilter.ALL)
                        .snapshot())
                .isTrue();
    }

    @Test
    void numbering_putsRemovalsAndHighPriorityFirst_eachChangeItsOwnVersion() {
        List<ConsolidatedPattern> upserts = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            upserts.add(Samples.consolidated("p%03d".formatted(i), 1, i % 2 == 0 ? Priority.LOW : Priority.HIGH));
        }
        BankChanges changes = BankChanges.number(7, upserts, List.of(new PatternId("x")));
        assertThat(changes.version()).isEqualTo(7 + 151);
        assertThat(changes.removals()).containsExactly(new Removal(new PatternId("x"), 8));
        assertThat(changes.upserts())
                .extracting(ConsolidatedPattern::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(9, 158).boxed().toList());
        assertThat(changes.upserts().subList(0, 75)).allMatch(p -> p.priority() == Priority.HIGH);
        assertThat(BankChanges.number(7, List.of(), List.of()).version()).isEqualTo(7);
    }
}
