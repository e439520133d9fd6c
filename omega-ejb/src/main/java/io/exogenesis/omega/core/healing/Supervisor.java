package io.exogenesis.omega.core.healing;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.Backoff;
import io.exogenesis.omega.core.healing.HealingEvent.By;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import io.exogenesis.omega.core.healing.HealingRule.Remedy;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks each rule at each tick whether its fault is there, and has what is there mended: one fault at a time, on a background thread,
 * {@value #ATTEMPTS} attempts with growing pauses. Then a person is called by one alarm, and the fault is left alone until its symptom
 * changes or goes.
 *
 * <p>A rule whose look fails tells nothing: that is counted and what was known of its fault stays as it was. An attempt that does not end
 * within {@link #LONGEST_ATTEMPT} is an alarm at once; its rule is asked nothing until it ends, the other rules go on.
 *
 * <p>{@link #tick} is called by one thread at a time.
 */
@Singleton
public class Supervisor {
    /** What two repetitions do not mend, a fourth seldom does; with the pauses a person is called within half a minute. */
    static final int ATTEMPTS = 3;

    /** A fault that is back so soon was not healed: the attempts are counted on. */
    static final Duration RELAPSE = Duration.ofSeconds(10);

    /** Rebuilding the largest index or reading back a full journal takes seconds; this is an attempt that hangs. */
    static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(2);

    /** Looks, one a second, that fail in a row before the log says so: a disk that is busy for a second is not worth a line. */
    static final int TOLD_AFTER = 5;

    /** After an attempt: long enough for its effect to show in a sensor that is read each second. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(4);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

    private final Supplier<List<HealingRule>> found;
    private final HealingLog log;
    private final CoreMetrics metrics;
    private final Background background;
    private final Backoff pauses;
    private final Map<String, FaultCase> cases = new HashMap<>();
    private final Map<String, Attempt> attempts = new HashMap<>();
    /** Looks in a row that failed, by fault. */
    private final Map<String, Integer> unable = new HashMap<>();

    private @Nullable List<HealingRule> rules;
    private @Nullable Attempt current;

    /** @param rules all there are; they are looked up at the first tick, when the Core is up */
    @Inject
    public Supervisor(
            Instance<HealingRule> rules,
            HealingLog log,
            CoreMetrics metrics,
            Background background,
            RandomGenerator random) {
        this(() -> rules.stream().toList(), log, metrics, background, random);
    }

    /** With these rules. */
    public Supervisor(
            Supplier<List<HealingRule>> rules,
            HealingLog log,
            CoreMetrics metrics,
            Background background,
            RandomGenerator random) {
        this.found = rules;
        this.log = log;
        this.metrics = metrics;
        this.background = background;
        this.pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random);
    }

    /**
     * Looks once at everything, and starts at most one attempt. Grows with the number of rules, about a dozen.
     *
     * @param now monotonic time since any fixed moment: a wall clock that is set must not end or prolong a pause
     */
    public void tick(Duration now) {
        for (HealingRule rule : rules()) {
            Attempt attempt = attempts.get(rule.fault());
            if (attempt != null) {
                follow(attempt, now);
            }
            if (!attempts.containsKey(rule.fault())) {
                look(rule, now);
            }
        }
        if (current == null) {
            begin(now);
        }
    }

    private List<HealingRule> rules() {
        if (rules == null) {
            List<HealingRule> all = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (HealingRule rule : found.get()) {
                if (!names.add(rule.fault())) {
                    throw new IllegalStateException("two rules of the fault " + rule.fault());
                }
                all.add(rule);
            }
            rules = all;
        }
        return rules;
    }

    private void look(HealingRule rule, Duration now) {
        Optional<Symptom> seen;
        try {
            seen = rule.look();
            unable.remove(rule.fault());
        } catch (RuntimeException e) {
            metrics.count(Metric.HEALING_FAILURES, "look", 1);
            if (unable.merge(rule.fault(), 1, Integer::sum) == TOLD_AFTER) {
                LOG.log(Level.WARNING, "nobody can tell whether the fault " + rule.fault() + " is there", e);
            }
            return;
        }
        FaultCase known = cases.get(rule.fault());
        if (seen.isPresent()) {
            present(rule.fault(), known, seen.get(), now);
        } else if (known != null) {
            known.absent(now).ifPresent(entry -> write(rule.fault(), entry));
            if (known.isOver(now)) {
                cases.remove(rule.fault());
            }
        }
    }

    private void present(String fault, @Nullable FaultCase known, Symptom seen, Duration now) {
        if (known == null) {
            cases.put(fault, new FaultCase(seen, now, ATTEMPTS, pauses, RELAPSE));
            write(fault, new FaultCase.Entry(Outcome.DETECTED, seen.reason(), new Remedy("", "")));
        } else {
            known.present(seen, now).ifPresent(entry -> write(fault, entry));
        }
    }

    private void begin(Duration now) {
        for (HealingRule rule : rules()) {
            FaultCase known = cases.get(rule.fault());
            if (known != null && known.isDue(now) && !attempts.containsKey(rule.fault())) {
                known.attemptBegins();
                Attempt attempt = new Attempt(rule, known.symptom(), now);
                attempts.put(rule.fault(), attempt);
                current = attempt;
                attempt.start(background);
                return;
            }
        }
    }

    /** Takes note of an attempt that has ended, or of one that does not end. */
    private void follow(Attempt attempt, Duration now) {
        String fault = attempt.rule.fault();
        FaultCase known = cases.get(fault);
        Attempt.Result result = attempt.result;
        if (result == null) {
            if (attempt == current && now.minus(attempt.began).compareTo(LONGEST_ATTEMPT) >= 0) {
                current = null;
                if (known != null) {
                    write(fault, known.attemptBroke("The attempt does not end.", true, now));
                }
            }
            return;
        }
        boolean abandoned = attempt != current;
        attempts.remove(fault);
        current = abandoned ? current : null;
        if (known == null || abandoned) {
            return;
        }
        result.remedy().ifPresentOrElse(r -> known.attemptEnded(r, now), () -> {
            metrics.count(Metric.HEALING_FAILURES, "heal", 1);
            write(fault, known.attemptBroke("The attempt broke off: " + result.failure() + ".", false, now));
        });
    }

    private void write(String fault, FaultCase.Entry entry) {
        log.write(
                By.SUPERVISOR,
                fault,
                entry.outcome(),
                entry.reason(),
                entry.done().action(),
                entry.done().prediction());
    }

    /** One call of a rule's heal, on another thread; the supervisor asks at each tick for its result. */
    private static final class Attempt {
        /** @param failure kind of what was thrown; its text may hold what a viewer sent, so it stands in the server's log alone */
        record Result(Optional<Remedy> remedy, String failure) {}

        final HealingRule rule;
        final Symptom symptom;
        final Duration began;
        volatile @Nullable Result result;

        Attempt(HealingRule rule, Symptom symptom, Duration began) {
            this.rule = rule;
            this.symptom = symptom;
            this.began = began;
        }

        void start(Background background) {
            try {
                background.run(this::run);
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        private void run() {
            try {
                result = new Result(Optional.of(rule.heal(symptom)), "");
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }

        private void failed(Throwable e) {
            LOG.log(Level.WARNING, "the fault " + rule.fault() + " could not be mended", e);
            result = new Result(Optional.empty(), e.getClass().getSimpleName());
        }
    }
}
