package io.exogenesis.omega.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.BankStore.Removal;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PullFilter;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangePageTest {
    private static final int BANK = 10_000;
    private static final int PAGE = 50;

    /** Counts how often an element is looked at. */
    private static final class Counting<T> extends AbstractList<T> implements RandomAccess {
        private final List<T> list;
        private int looks;

        Counting(List<T> list) {
            this.list = list;
        }

        @Override
        public T get(int index) {
            looks++;
            return list.get(index);
        }

        @Override
        public int size() {
            return list.size();
        }
    }

    private static List<ConsolidatedPattern> patterns(int n) {
        return LongStream.rangeClosed(1, n)
                .mapToObj(v -> Samples.consolidated("p" + v, 2 * v))
                .toList();
    }

    private static List<Removal> removals(int n) {
        return LongStream.rangeClosed(1, n)
                .mapToObj(v -> new Removal(new PatternId("r" + v), 2 * v + 1))
                .toList();
    }

    private static ChangePage page(List<ConsolidatedPattern> patterns, List<Removal> removals, PullFilter filter) {
        return new ChangePage(removals, List.of(patterns, List.of(), List.of()), filter, PAGE);
    }

    // Each page of each sync walked the whole bank and all removals, and sorted their versions.
    @Test
    void page_ofALargeBank_looksAtWhatItDelivers() {
        Counting<ConsolidatedPattern> patterns = new Counting<>(patterns(BANK));
        Counting<Removal> removals = new Counting<>(removals(BANK));
        for (long since : List.of(0L, 9_999L, 2L * BANK - 20, 2L * BANK + 1)) {
            patterns.looks = 0;
            removals.looks = 0;
            ChangePage page = page(patterns, removals, PullFilter.ALL);
            page.fill(DeltaCursor.begin(since, 2L * BANK + 1));
            int delivered = page.upserts().size() + page.removals().size();
            assertThat(delivered).isLessThanOrEqualTo(PAGE);
            int looks = patterns.looks + removals.looks;
            // found by halving, compared, copied
            assertThat(looks).isLessThanOrEqualTo(2 * 14 + 2 * (PAGE + 1) + PAGE + 2);

            // A viewer that wants little must not make the Core search for it: the same page, with less in it.
            patterns.looks = 0;
            removals.looks = 0;
            page(patterns, removals, PullFilter.ALL.withMinSuccessRate(1))
                    .fill(DeltaCursor.begin(since, 2L * BANK + 1));
            assertThat(patterns.looks + removals.looks).isEqualTo(looks);
        }
    }

    @Test
    void page_endsBehindAllOfTheLastVersion() {
        List<ConsolidatedPattern> patterns = LongStream.of(1, 2, 2, 2, 5)
                .mapToObj(v -> Samples.consolidated("p" + Math.random(), v))
                .toList();
        List<Removal> removals = List.of(new Removal(new PatternId("r"), 2), new Removal(new PatternId("s"), 4));
        List<List<ConsolidatedPattern>> upserts = List.of(patterns, List.of(), List.of());
        ChangePage first = new ChangePage(removals, upserts, PullFilter.ALL, 3);
        DeltaCursor way = first.fill(DeltaCursor.begin(1, 5));
        assertThat(first.removals()).hasSize(2);
        assertThat(first.upserts()).hasSize(3);
        assertThat(way).isEqualTo(new DeltaCursor(1, 5, 1, 2));
        ChangePage rest = new ChangePage(removals, upserts, PullFilter.ALL, 2);
        assertThat(rest.fill(way).of("bank")).isEqualTo(new BankVersion("bank", 5));
        assertThat(rest.upserts()).containsExactly(patterns.getLast());
        ChangePage none = new ChangePage(removals, upserts, PullFilter.ALL, 2);
        assertThat(none.fill(DeltaCursor.begin(5, 5)).done()).isTrue();
        assertThat(none.upserts()).isEmpty();
        assertThat(none.removals()).isEmpty();
    }
}
