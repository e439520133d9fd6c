package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.GuardedClock;
import io.exogenesis.omega.core.healing.HealingRule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The wall clock jumped. Whoever asks for the time is safe from the first moment ({@link GuardedClock}); this rule sees to it that the
 * jump is known: it says what was set aside, once for each jump.
 */
@Singleton
public class ClockSkewRule implements HealingRule {
    private final GuardedClock clock;
    /** Reading of the monotonic clock at the jump that was set aside last; none has a reading before the smallest. */
    private long setAside = Long.MIN_VALUE;

    @Inject
    public ClockSkewRule(GuardedClock clock) {
        this.clock = clock;
    }

    @Override
    public String fault() {
        return "clock-skew";
    }

    @Override
    public Optional<Symptom> look() {
        return clock.jump()
                .filter(j -> j.since() != setAside)
                .map(j -> new Symptom("the wall clock jumped " + words(j.ahead()) + " against the monotonic clock"));
    }

    private static String words(Duration ahead) {
        return ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "back" : "ahead");
    }

    @Override
    public Remedy heal(Symptom symptom) {
        clock.jump().ifPresent(j -> setAside = j.since());
        return new Remedy(
                "set the wall clock aside; time goes on by the monotonic clock",
                "the wall clock is followed again as soon as it agrees, or when it has stood by the jump for two minutes");
    }
}
