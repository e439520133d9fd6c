package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.lab.heal.subject.Subject;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** The classes of faults; the labels are those of the rules that mend them. */
public enum FaultClass {
    INDEX_LOST("index-lost", IndexLost::new),
    TORN_JOURNAL("torn-journal", TornJournal::new),
    DATABASE_AWAY("database-away", DatabaseAway::new),
    TIMER_STUCK("timer-stuck", TimerStuck::new),
    POISONED_BATCH("poisoned-batch", PoisonedBatch::new),
    CLOCK_SKEW("clock-skew", ClockSkew::new),
    DISK_FULL("disk-full", DiskFull::new),
    CONNECTION_STORM("connection-storm", ConnectionStorm::new),
    SLOW_VIEWER("slow-viewer", SlowViewer::new),
    CORRUPT_SNAPSHOT("corrupt-snapshot", CorruptSnapshot::new);

    private final String label;
    private final BiFunction<Subject, SplittableRandom, Fault> maker;

    FaultClass(String label, BiFunction<Subject, SplittableRandom, Fault> maker) {
        this.label = label;
        this.maker = maker;
    }

    public String label() {
        return label;
    }

    /** One for this Core; its parameters are drawn. */
    public Fault of(Subject subject, SplittableRandom random) {
        return maker.apply(subject, random);
    }

    /** The one that is called so. */
    public static Optional<FaultClass> of(String label) {
        return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
    }
}
