package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.ClientFrame.BodyCase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How busy the sync protocol is, on all transports together: what the sensors of self-healing read. Recording waits for nobody and costs
 * some hundred nanoseconds a frame.
 */
@Singleton
public class SyncLoad {
    /** Two digits: a latency is known to one per cent, in 30 KB. */
    private static final int DIGITS = 2;

    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

    private final AdmissionGate gate;
    private final AtomicInteger inWork = new AtomicInteger();
    private final LongAdder offered = new LongAdder();
    private final LongAdder shed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Recorder latencies = new Recorder(LONGEST_MICROS, DIGITS);

    @Inject
    public SyncLoad(AdmissionGate gate) {
        this.gate = gate;
    }

    /** A frame has come. */
    void began() {
        inWork.incrementAndGet();
        offered.increment();
    }

    /**
     * Lets a frame in or turns it away. A change of consents always gets in, since it is the owner's right, and so does the end of a
     * sync, which has no answer.
     *
     * @throws RefusedException {@code RATE_LIMITED}
     */
    void admit(BodyCase frame) {
        if (frame == BodyCase.CONSENT || frame == BodyCase.COMPLETE) {
            return;
        }
        try {
            gate.enter(frame == BodyCase.CONNECT);
        } catch (RefusedException e) {
            shed.increment();
            throw e;
        }
    }

    /** A frame that {@link #began} was answered. */
    void answered(String outcome, Duration took) {
        inWork.decrementAndGet();
        switch (outcome) {
            // What is refused is quick and would hide how long the others wait.
            case "ok" -> latencies.recordValue(Math.min(LONGEST_MICROS, took.toNanos() / 1_000));
            case "error", "unavailable" -> failed.increment();
            default -> refused.increment();
        }
    }

    /** Counts since the start. */
    public Counts counts() {
        return new Counts(inWork.get(), offered.sum(), shed.sum(), failed.sum(), refused.sum());
    }

    /** Microseconds that frames took which were answered since the last call; for one caller, the sensors. */
    public Histogram takeLatencies() {
        return latencies.getIntervalHistogram();
    }

    /**
     * What was counted.
     *
     * @param inWork frames being answered now
     * @param offered frames that came
     * @param shed of them turned away at the Core's own limit
     * @param failed of them not answered by a fault of the Core
     * @param refused of them refused for another reason, the shed ones included
     */
    public record Counts(int inWork, long offered, long shed, long failed, long refused) {}
}
