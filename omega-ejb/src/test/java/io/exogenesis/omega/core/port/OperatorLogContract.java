package io.exogenesis.omega.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.OperatorAction.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link OperatorLog} does. */
public abstract class OperatorLogContract {
    /** An empty log that keeps so many actions. */
    protected abstract OperatorLog log(int most);

    static OperatorAction action(int n) {
        return OperatorAction.of(
                Instant.ofEpochMilli(1_000L * n),
                new Operator("admin", n % 2 == 0 ? "" : "jane"),
                Kind.values()[n % Kind.values().length],
                "t" + n,
                n % 3 == 0 ? "" : "because of " + n);
    }

    @Test
    void append_countsFromOne_andPagesNewestFirst() {
        OperatorLog log = log(OperatorLog.MOST);
        assertThat(log.page(Long.MAX_VALUE, 10)).isEmpty();
        List<OperatorAction> all =
                IntStream.rangeClosed(1, 5).mapToObj(n -> log.append(action(n))).toList();
        assertThat(all).extracting(OperatorAction::id).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(log.page(Long.MAX_VALUE, 10)).isEqualTo(all.reversed());
        assertThat(log.page(4, 2)).containsExactly(all.get(2), all.get(1));
        assertThat(log.page(1, 2)).isEmpty();
    }

    @Test
    void append_textsOfTheGreatestLength_areKept() {
        OperatorAction longest = OperatorAction.of(
                Instant.EPOCH,
                new Operator("a".repeat(64), "é".repeat(Operator.MAX_BY)),
                Kind.DISCARD_EPOCH,
                "t".repeat(128),
                "é".repeat(OperatorAction.MAX_NOTE));
        OperatorLog log = log(OperatorLog.MOST);
        assertThat(log.page(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(log.append(longest)).isEqualTo(log.page(Long.MAX_VALUE, 1).getFirst());
    }

    // Nothing grows for ever: the oldest go, and places are never given twice.
    @Test
    void append_beyondTheBound_dropsTheOldest() {
        OperatorLog log = log(10);
        IntStream.rangeClosed(1, 25).forEach(n -> log.append(action(n)));
        assertThat(log.page(Long.MAX_VALUE, 100))
                .extracting(OperatorAction::id)
                .containsExactlyElementsOf(
                        LongStream.iterate(25, id -> id - 1).limit(10).boxed().toList());
    }
}
