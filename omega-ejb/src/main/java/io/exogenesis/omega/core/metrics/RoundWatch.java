package io.exogenesis.omega.core.metrics;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * Remembers how rounds went since the start of the process, publishes it as metrics, and writes a line into the log while a
 * long round runs. Readers get a snapshot that may be a step old.
 */
@Singleton
public class RoundWatch implements RoundProgress {
    /** A round that takes longer is reported in the log, and again each time this has passed. */
    static final Duration LONG = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(RoundWatch.class.getName());
    /** Of a reason: more would not fit into one line of a log or a page. */
    private static final int MAX_REASON = 300;

    private final InstantSource clock;
    private final CoreMetrics metrics;
    private final Instant created;
    private volatile RoundStatus status = RoundStatus.NOTHING_YET;
    private volatile Instant nextLine = Instant.MAX;
    private volatile double consensus = Double.NaN;
    private volatile RoundEvent event = new RoundEvent();

    @Inject
    public RoundWatch(InstantSource clock, CoreMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
        this.created = clock.instant();
        metrics.gauge(Metric.ROUND_RUNNING_SECONDS, () -> runningFor().toMillis() / 1000.0);
        metrics.gauge(
                Metric.ROUND_SHARE_DONE,
                () -> status().running().map(RoundStatus.Running::share).orElse(0.0));
        metrics.gauge(Metric.CONSENSUS, () -> consensus);
        metrics.gauge(Metric.ROUND_FAILURES_IN_A_ROW, () -> status().failures());
        metrics.gauge(
                Metric.ROUND_LAST_SUCCESS_AGE,
                () -> Duration.between(status().lastSuccess().orElse(created), clock.instant())
                                .toMillis()
                        / 1000.0);
    }

    public RoundStatus status() {
        return status;
    }

    @Override
    public void began(Instant at) {
        event = new RoundEvent();
        change(s -> s.begun(at));
        nextLine = at.plus(LONG);
    }

    @Override
    public void phase(String name, long done, long total) {
        change(s -> s.inPhase(name, done, total, clock.instant()));
    }

    @Override
    public void succeeded(Duration took, long admitted, long decided) {
        consensus = admitted / (double) decided;
        event.ended("committed", "");
        metrics.time(Metric.ROUND_SECONDS, took);
        change(s -> s.afterSuccess(clock.instant()));
    }

    @Override
    public void postponed(String reason) {
        event.ended("postponed", line(reason));
        change(s -> s.afterPostponement(line(reason)));
        metrics.count(Metric.ROUND_POSTPONED, "", 1);
    }

    @Override
    public void failed(String reason) {
        event.ended("failed", line(reason));
        change(s -> s.afterFailure(clock.instant(), line(reason)));
        metrics.count(Metric.ROUND_FAILURES, "", 1);
    }

    /** When the timer will call for a round again. */
    public void nextAttempt(Instant at) {
        change(s -> s.withNextAttempt(at));
    }

    /** Called every some seconds: says once every {@link #LONG} how far a long round is. */
    public void report() {
        Instant now = clock.instant();
        RoundStatus seen = status();
        if (seen.running().isPresent() && !now.isBefore(nextLine)) {
            nextLine = now.plus(LONG);
            RoundStatus.Running r = seen.running().get();
            LOG.log(
                    Level.INFO,
                    "a round has run for {0} s{1}",
                    runningFor().toSeconds(),
                    r.phase().isEmpty() ? "" : ": " + r.phase() + share(r));
        }
    }

    private static String share(RoundStatus.Running r) {
        return r.total() <= 0 ? "" : ", " + r.done() + " of " + r.total() + " steps are done";
    }

    private Duration runningFor() {
        return status().running()
                .map(r -> Duration.between(r.since(), clock.instant()))
                .orElse(Duration.ZERO);
    }

    private synchronized void change(UnaryOperator<RoundStatus> next) {
        status = next.apply(status);
    }

    private static String line(String reason) {
        String one = reason.lines()
                .filter(l -> !l.isBlank())
                .findFirst()
                .orElse("no reason given")
                .strip();
        return one.length() <= MAX_REASON ? one : one.substring(0, MAX_REASON);
    }
}
