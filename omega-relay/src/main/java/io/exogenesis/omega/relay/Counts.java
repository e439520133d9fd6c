package io.exogenesis.omega.relay;

import java.util.concurrent.atomic.LongAdder;

/** Counters of a relay. */
final class Counts {
    final LongAdder forwarded = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder reordered = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder tooLarge = new LongAdder();
    final LongAdder overflowed = new LongAdder();
    final LongAdder rebinds = new LongAdder();

    void count(Fate.Kind kind) {
        switch (kind) {
            case FORWARDED -> {}
            case REORDERED -> reordered.increment();
            case LOST -> lost.increment();
            case TOO_LARGE -> tooLarge.increment();
        }
    }

    RelayStats stats() {
        return new RelayStats(
                forwarded.sum(),
                bytes.sum(),
                reordered.sum(),
                lost.sum(),
                tooLarge.sum(),
                overflowed.sum(),
                rebinds.sum());
    }
}
