package io.exogenesis.omega.core.healing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.WatchedBlobStore;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.port.Samples;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TimerStuckRuleTest {
    private final WatchedBlobStore blobs = new WatchedBlobStore();
    private final CoreFixture core = CoreFixture.inMemory(blobs);
    private boolean noTimers;
    private final TimerStuckRule rule = new TimerStuckRule(core.watch, core.rounds, this::rearm, core.clock);

    private void rearm() {
        if (noTimers) {
            throw new IllegalStateException("the timer service is gone");
        }
        core.rounds.runScheduled();
        dueIn(Duration.ofMinutes(5));
    }

    private void dueIn(Duration time) {
        core.watch.nextAttempt(core.clock.instant().plus(time));
    }

    @Test
    void heal_timerDidNotFire_aRoundRuns() {
        core.push(core.session(core.register()), Samples.pattern(1));
        dueIn(Duration.ofSeconds(30));
        core.clock.advance(Duration.ofSeconds(32));
        assertThat(rule.look()).isEmpty();
        core.clock.advance(Duration.ofSeconds(1));

        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).isEqualTo("a round has been due for 3 s and none runs");
        rule.heal(seen);
        assertThat(rule.look()).isEmpty();
        assertThat(core.announced).hasSize(1);
    }

    @Test
    void heal_timerServiceIsGone_throws_andTheFaultStaysSeen() {
        dueIn(Duration.ZERO);
        core.clock.advance(Duration.ofMinutes(1));
        noTimers = true;
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen)).hasMessage("the timer service is gone");
        assertThat(rule.look()).isPresent();
    }

    /** Would catch a timer that is armed while a round of the operator's, or a backup, holds the timer's own one up. */
    @Test
    void look_somethingElseHoldsTheRoundsUp_seesNothing() {
        dueIn(Duration.ZERO);
        core.clock.advance(Duration.ofMinutes(1));
        Optional<Symptom> seen = core.rounds.alone(rule::look);
        assertThat(seen).isEmpty();
    }

    @Test
    void look_timerIsOff_seesNothing() {
        core.clock.advance(Duration.ofDays(1));
        assertThat(rule.look()).isEmpty();
    }

    @Test
    void heal_roundHangs_itFailsWithoutATrace_andTheNextOneCommits() throws InterruptedException {
        core.push(core.session(core.register()), Samples.pattern(1));
        CountDownLatch hangs = new CountDownLatch(1);
        blobs.whenWritten(".learner", () -> {
            hangs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new CoreException("interrupted", e);
            }
        });
        Thread round = Thread.ofPlatform().start(() -> {
            try {
                core.rounds.runNow(true);
            } catch (CoreException e) {
                // as the timer does
            }
        });
        hangs.await();
        core.clock.advance(Duration.ofMinutes(14));
        assertThat(rule.look()).isEmpty();
        core.clock.advance(Duration.ofMinutes(2));
        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains("16 minutes");
        rule.heal(seen);
        round.join();
        Awaitility.await().untilAsserted(() -> assertThat(rule.look()).isEmpty());
        assertThat(core.watch.status().failures()).isEqualTo(1);
        assertThat(core.rounds.runNow(true).votes()).isEqualTo(1);
    }
}
