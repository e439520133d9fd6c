package io.exogenesis.omega.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.wire.WireCodec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FilteredPullTest {
    private static final String BANK = "bank-1";
    private static final Embedding SOMEWHERE = Samples.embedding(1);

    private static ConsolidatedPattern pattern(int id, Random random) {
        return ConsolidatedPattern.builder(new PatternId("p" + id), TaskType.values()[random.nextInt(4)], SOMEWHERE)
                .successRate(random.nextInt(11) / 10.)
                .supporters(3)
                .priority(Priority.values()[random.nextInt(3)])
                .version(1)
                .build();
    }

    private static PullFilter filter(Random random) {
        Set<TaskType> kinds = EnumSet.noneOf(TaskType.class);
        for (TaskType kind : TaskType.values()) {
            if (random.nextInt(3) == 0) {
                kinds.add(kind);
            }
        }
        return new PullFilter(kinds, random.nextInt(8) / 10.);
    }

    /** A bank through rounds that put, change, remove and bring back patterns. */
    private static final class Bank {
        private final Random random;
        private final Map<PatternId, ConsolidatedPattern> patterns = new HashMap<>();
        private final List<Removal> removals = new ArrayList<>();
        private long forgotten;
        BankContents now = new BankContents(new BankVersion(BANK, 0), List.of(), List.of(), 0);

        Bank(Random random) {
            this.random = random;
        }

        void round() {
            Map<PatternId, ConsolidatedPattern> upserts = new HashMap<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                ConsolidatedPattern p = pattern(random.nextInt(60), random);
                upserts.put(p.id(), p);
            }
            List<PatternId> gone = patterns.keySet().stream()
                    .filter(id -> !upserts.containsKey(id) && random.nextInt(5) == 0)
                    .toList();
            BankChanges changes = BankChanges.number(now.version().number(), List.copyOf(upserts.values()), gone);
            gone.forEach(patterns::remove);
            changes.upserts().forEach(p -> patterns.put(p.id(), p));
            removals.removeIf(r -> patterns.containsKey(r.id()));
            removals.addAll(changes.removals());
            if (random.nextInt(4) == 0) { // as if there were no room for older removals
                forgotten = Math.max(forgotten, now.version().number() - random.nextInt(30));
            }
            now = new BankContents(new BankVersion(BANK, changes.version()), patterns.values(), removals, forgotten);
        }

        Map<PatternId, ConsolidatedPattern> wanted(PullFilter filter) {
            return patterns.values().stream()
                    .filter(filter::wants)
                    .collect(Collectors.toMap(ConsolidatedPattern::id, p -> p));
        }
    }

    /** Holds what the pages of its pulls leave, as docs/protocol.md says. */
    private static final class Viewer {
        final Map<PatternId, ConsolidatedPattern> held = new HashMap<>();
        PullFilter filter = PullFilter.ALL;
        BankVersion at = BankVersion.NONE;
        int pages;
        int bytes;

        void change(PullFilter other) {
            filter = other;
            at = BankVersion.NONE;
        }

        boolean pullPage(BankContents bank, int page) {
            BankDelta delta = bank.deltaSince(at, page, filter);
            assertThat(delta.upserts()).allMatch(filter::wants);
            assertThat(delta.upserts().size() + delta.removals().size()).isLessThanOrEqualTo(page);
            if (delta.snapshot()) {
                held.clear();
            }
            delta.removals().forEach(held::remove);
            delta.upserts().forEach(p -> held.put(p.id(), p));
            at = delta.upTo();
            pages++;
            bytes += WireCodec.toWire(delta).build().getSerializedSize();
            return delta.more();
        }
    }

    // A pattern that got worse, or of another kind; a filter that got wider or narrower; between any two pages.
    @Property(tries = 300)
    void viewer_throughChangesOfBankAndFilter_holdsWhatItsFilterLetsThrough(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int page) {
        Random random = new Random(seed);
        Bank bank = new Bank(random);
        List<Viewer> viewers = List.of(new Viewer(), new Viewer(), new Viewer());
        for (int round = 0; round < 12; round++) {
            bank.round();
            for (Viewer viewer : viewers) {
                if (random.nextInt(4) == 0) {
                    viewer.change(filter(random));
                }
                for (int pages = random.nextInt(4); pages > 0; pages--) {
                    viewer.pullPage(bank.now, page);
                }
            }
        }
        for (Viewer viewer : viewers) {
            while (viewer.pullPage(bank.now, page)) {}
            assertThat(viewer.held).isEqualTo(bank.wanted(viewer.filter));
            assertThat(viewer.at).isEqualTo(bank.now.version());
        }
    }

    // Pages, and bytes on the wire: the filter may save, and must not cost.
    @Property(tries = 100)
    void pull_withAFilter_takesNoMorePagesAndBytesThanWithout(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int page) {
        Random random = new Random(seed);
        Bank bank = new Bank(random);
        Viewer all = new Viewer();
        Viewer some = new Viewer();
        some.change(filter(random));
        for (int round = 0; round < 8; round++) {
            bank.round();
            while (all.pullPage(bank.now, page)) {}
            while (some.pullPage(bank.now, page)) {}
            assertThat(some.pages).isLessThanOrEqualTo(all.pages);
            assertThat(some.bytes).isLessThanOrEqualTo(all.bytes);
        }
    }

    // Who has nothing has nothing to remove: a first pull of a filter that lets nothing through is empty, not a list of
    // ids.
    @Test
    void firstPull_ofAFilterThatLetsLittleThrough_namesNothingElse() {
        List<ConsolidatedPattern> patterns = IntStream.rangeClosed(1, 200)
                .mapToObj(v -> Samples.consolidated("p" + v, v))
                .toList();
        BankContents bank = new BankContents(new BankVersion(BANK, 200), patterns, List.of(), 0);
        Viewer viewer = new Viewer();
        viewer.change(PullFilter.ALL.withTaskTypes(Set.of(TaskType.DISCOVERY)));
        while (viewer.pullPage(bank, 20)) {
            assertThat(bank.deltaSince(viewer.at, 20, viewer.filter).removals()).isEmpty();
        }
        assertThat(viewer.pages).isEqualTo(10);
        assertThat(viewer.held).isEmpty();
    }
}
