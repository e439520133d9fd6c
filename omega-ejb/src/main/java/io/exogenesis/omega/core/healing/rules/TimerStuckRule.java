package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.aggregate.RoundRunner;
import io.exogenesis.omega.core.aggregate.RoundTimer;
import io.exogenesis.omega.core.healing.HealingRule;
import io.exogenesis.omega.core.metrics.RoundStatus;
import io.exogenesis.omega.core.metrics.RoundWatch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A round is due and nobody runs it, or a round does not end. There are never two rounds at a time: {@link RoundRunner} lets one in, and
 * an armed timer cancels the one before.
 */
@Singleton
public class TimerStuckRule implements HealingRule {
    /** A timer of a busy machine may be late by this; a round that is called for once too often costs nothing. */
    private static final Duration LATE = Duration.ofSeconds(2);
    /** The longest honest round, a full epoch of 100,000 viewers, takes some minutes. */
    private static final Duration HANGS = Duration.ofMinutes(15);

    private final RoundWatch watch;
    private final RoundRunner rounds;
    private final RoundTimer timer;
    private final InstantSource clock;

    @Inject
    public TimerStuckRule(RoundWatch watch, RoundRunner rounds, RoundTimer timer, InstantSource clock) {
        this.watch = watch;
        this.rounds = rounds;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public String fault() {
        return "timer-stuck";
    }

    @Override
    public Optional<Symptom> look() {
        RoundStatus status = watch.status();
        Instant now = clock.instant();
        Optional<RoundStatus.Running> running = status.running();
        if (running.isPresent()) {
            Duration age = Duration.between(running.get().since(), now);
            return age.compareTo(HANGS) > 0
                    ? Optional.of(new Symptom("a round has run for " + age.toMinutes() + " minutes"))
                    : Optional.empty();
        }
        return status.nextAttempt()
                .map(due -> Duration.between(due, now))
                .filter(late -> late.compareTo(LATE) > 0 && !rounds.busy())
                .map(late -> new Symptom("a round has been due for " + late.toSeconds() + " s and none runs"));
    }

    @Override
    public Remedy heal(Symptom symptom) {
        if (watch.status().running().isPresent()) {
            rounds.interrupt();
            return new Remedy(
                    "interrupted the round",
                    "it fails without having changed anything, and the timer calls for the next one");
        }
        timer.rearm();
        return new Remedy("armed the timer of the rounds anew", "a round begins at once");
    }
}
