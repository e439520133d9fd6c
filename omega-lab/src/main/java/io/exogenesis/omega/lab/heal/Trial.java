package io.exogenesis.omega.lab.heal;

import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.aggregate.RoundRunner;
import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.core.healing.HealingEvent;
import io.exogenesis.omega.core.healing.HealingLog;
import io.exogenesis.omega.lab.heal.fault.Fault;
import io.exogenesis.omega.lab.heal.subject.HealException;
import io.exogenesis.omega.lab.heal.subject.Health;
import io.exogenesis.omega.lab.heal.subject.Home;
import io.exogenesis.omega.lab.heal.subject.Subject;
import io.exogenesis.omega.lab.heal.subject.TestCore;
import io.exogenesis.omega.lab.load.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Injects one fault into a Core of its own, which is well and under load, and watches what becomes of it. */
final class Trial implements HealRun.Trials {
    /** Until everything is loaded and compiled that a sync needs; longer for the first of a process. */
    private static final Duration WARM_UP = Duration.ofMillis(1_500);

    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(8);
    /** What is normal. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    /** A machine that is busy with other things may need some more. */
    private static final int MOST_BEFORE = 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** A Core that is not well after so long is no subject. */
    private static final int LOOKS = 100;

    private final Home home;
    private final Path scratch;
    private boolean warm;

    /** @param scratch an existing directory for copies of {@code home} */
    Trial(Home home, Path scratch) {
        this.home = home;
        this.scratch = scratch;
    }

    @Override
    public FaultResult run(PlannedFault planned, Mode mode) {
        Path directory = scratch.resolve(mode.key() + "-" + planned.number());
        try {
            FaultResult result = inCore(planned, mode, directory);
            Optional<String> afterwards = result.healed() ? afterRestart(directory) : Optional.empty();
            return afterwards.map(why -> notHealed(result, why)).orElse(result);
        } finally {
            Home.delete(directory);
        }
    }

    private FaultResult inCore(PlannedFault planned, Mode mode, Path directory) {
        try (Subject subject = Subject.start(home, directory, mode, planned.seed());
                Health health = new Health(subject, planned.seed())) {
            double before = before(subject, health);
            SplittableRandom random = new SplittableRandom(planned.seed());
            HealingLog log = subject.core().get(HealingLog.class);
            long lastEvent = log.latest(1).stream()
                    .mapToLong(HealingEvent::number)
                    .findFirst()
                    .orElse(0);
            FaultResult result;
            // its clients end with it: they would keep the epoch from ending
            try (Fault fault = planned.kind().of(subject, random)) {
                String what = fault.inject();
                long injected = System.nanoTime();
                // a round that is on its way is no sign that rounds go on
                long rounds = health.committed() + (health.roundRuns() ? 1 : 0);
                Verdict verdict = new Verdict(injected, before);
                Optional<Long> healed = watched(subject, health, fault, verdict, rounds);
                result = new FaultResult(
                        planned.number(),
                        planned.kind().label(),
                        mode.key(),
                        what,
                        verdict.felt(subject.load().timeline(), System.nanoTime()),
                        healed.map(at -> (at - injected) / 1e9).orElse(null),
                        healed.isPresent()
                                ? ""
                                : plain(verdict.why(subject.load().timeline()), directory),
                        before,
                        finite(after(subject, healed.orElse(injected + Verdict.WITHIN.toNanos()))),
                        events(log, lastEvent));
            }
            subject.calm();
            return result.healed() ? accounted(subject, result) : result;
        }
    }

    private double before(Subject subject, Health health) {
        park(warm ? WARM_UP : FIRST_WARM_UP);
        warm = true;
        for (int look = 0; !health.look().broken().isEmpty() || health.committed() == 0; look++) {
            if (look == LOOKS) {
                throw new HealException("the Core is not well before the fault: "
                        + health.look().broken());
            }
            park(BETWEEN_LOOKS);
        }
        for (int again = 0; again < MOST_BEFORE; again++) {
            double p95 = usual(subject, health);
            if (Double.isFinite(p95)) {
                return p95;
            }
        }
        throw new HealException("viewers are not served before the fault");
    }

    private static double usual(Subject subject, Health health) {
        long from = System.nanoTime();
        while (System.nanoTime() - from < BEFORE.toNanos()) {
            health.look(); // the looks are a part of the load
            park(BETWEEN_LOOKS);
        }
        // a request of the last moment may not be answered yet
        return subject.load()
                .timeline()
                .window(from, System.nanoTime() - BETWEEN_LOOKS.toNanos())
                .p95Millis();
    }

    private static Optional<Long> watched(
            Subject subject, Health health, Fault fault, Verdict verdict, long roundsBefore) {
        Timeline syncs = subject.load().timeline();
        while (true) {
            Health.Look look = health.look();
            List<String> broken = new ArrayList<>(look.broken());
            broken.addAll(fault.broken());
            if (fault.concernsRounds() && health.committed() <= roundsBefore) {
                broken.add("no round was committed since");
            }
            verdict.saw(new Verdict.Seen(look.at(), broken));
            Optional<Long> healed = verdict.healed(syncs);
            if (healed.isPresent() || verdict.over(System.nanoTime())) {
                return healed;
            }
            park(BETWEEN_LOOKS);
        }
    }

    private static double after(Subject subject, long from) {
        return subject.load()
                .timeline()
                .window(from, from + Verdict.STEADY.toNanos())
                .p95Millis();
    }

    private static @Nullable Double finite(double millis) {
        return Double.isFinite(millis) ? millis : null;
    }

    /** A report names no directory of the machine that it was made on. */
    private static String plain(String why, Path directory) {
        return why.replace(directory.toString(), "DATA");
    }

    private static List<String> events(HealingLog log, long after) {
        return log.after(after, HealingLog.KEPT).stream()
                .map(e -> e.subject() + " " + e.outcome().name().toLowerCase(Locale.ROOT)
                        + (e.action().isEmpty() ? "" : ": " + e.action()))
                .toList();
    }

    /** The end of the epoch decides all; then the books must be what viewers were told. */
    private static FaultResult accounted(Subject subject, FaultResult result) {
        try {
            subject.core().get(RoundRunner.class).runNow(true);
        } catch (RuntimeException e) {
            return notHealed(
                    result, "the epoch cannot be ended: " + e.getClass().getSimpleName());
        }
        return subject.discrepancy().map(why -> notHealed(result, why)).orElse(result);
    }

    /** What a new process makes of the directory. */
    private static Optional<String> afterRestart(Path directory) {
        try (TestCore again = Subject.restarted(directory)) {
            Accounting.Report all = again.get(Accounting.class).total();
            return all.pending() == 0
                    ? Optional.empty()
                    : Optional.of(all.pending() + " decided contributions pend again after a restart");
        } catch (RuntimeException e) {
            return Optional.of("a restarted Core does not come up: " + plain(rootOf(e), directory));
        }
    }

    private static String rootOf(Throwable e) {
        Throwable at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return String.valueOf(at.getMessage());
    }

    private static FaultResult notHealed(FaultResult r, String why) {
        return new FaultResult(
                r.number(),
                r.fault(),
                r.mode(),
                r.what(),
                r.felt(),
                null,
                why,
                r.p95Before(),
                r.p95After(),
                r.events());
    }

    private static void park(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
