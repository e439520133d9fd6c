package io.exogenesis.omega.core.healing;

import static io.exogenesis.omega.core.healing.HealingEvent.Outcome.ALARM;
import static io.exogenesis.omega.core.healing.HealingEvent.Outcome.DETECTED;
import static io.exogenesis.omega.core.healing.HealingEvent.Outcome.FAILED;
import static io.exogenesis.omega.core.healing.HealingEvent.Outcome.HEALED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.healing.HealingEvent.Outcome;
import io.exogenesis.omega.core.metrics.Metric;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final HealingLog log = new HealingLog(new TestClock());
    private final RecordingMetrics metrics = new RecordingMetrics();
    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private Background background = new Background(Runnable::run);
    private Duration now = Duration.ofHours(1);

    /** A fault that a test breaks; so many attempts at it are in vain. */
    private static final class Breakable implements HealingRule {
        final String fault;
        final List<Symptom> healed = new ArrayList<>();
        String reason = "";
        int inVain;
        RuntimeException inLook;
        RuntimeException inHeal;
        int looks;

        Breakable(String fault) {
            this.fault = fault;
        }

        void breaks(String reason, int inVain) {
            this.reason = reason;
            this.inVain = inVain;
        }

        @Override
        public String fault() {
            return fault;
        }

        @Override
        public Optional<Symptom> look() {
            looks++;
            if (inLook != null) {
                throw inLook;
            }
            return reason.isEmpty() ? Optional.empty() : Optional.of(new Symptom(reason));
        }

        @Override
        public Remedy heal(Symptom symptom) {
            healed.add(symptom);
            if (inHeal != null) {
                throw inHeal;
            }
            if (inVain-- <= 0) {
                reason = "";
            }
            return new Remedy("It was mended.", "It is well within a second.");
        }
    }

    private Supervisor supervisor(HealingRule... rules) {
        return new Supervisor(() -> List.of(rules), log, metrics, background, new Random(5));
    }

    private void ticks(Supervisor supervisor, int seconds) {
        for (int i = 0; i < seconds; i++) {
            supervisor.tick(now);
            now = now.plusSeconds(1);
        }
    }

    private List<Outcome> outcomes() {
        return log.after(0, 1_000).stream().map(HealingEvent::outcome).toList();
    }

    private HealingEvent newest() {
        return log.latest(1).getFirst();
    }

    @Test
    void tick_nothingBroken_writesNothing() {
        ticks(supervisor(new Breakable("a")), 100);
        assertThat(log.latest(10)).isEmpty();
    }

    @Test
    void tick_faultThatOneAttemptMends_isDetectedAndHealed_withTimeActionAndPrediction() {
        Breakable rule = new Breakable("index-lost");
        rule.breaks("The index lacks 5 patterns.", 0);
        ticks(supervisor(rule), 30);
        assertThat(outcomes()).containsExactly(DETECTED, HEALED);
        assertThat(log.after(0, 1).getFirst().reason()).isEqualTo("The index lacks 5 patterns.");
        assertThat(newest().subject()).isEqualTo("index-lost");
        assertThat(newest().reason()).isEqualTo("Gone 1.0 s after it was seen.");
        assertThat(newest().action()).isEqualTo("It was mended.");
        assertThat(newest().prediction()).isEqualTo("It is well within a second.");
    }

    @Test
    void tick_attemptsThatDoNotHelp_areToldAndRepeatedWithGrowingPauses() {
        Breakable rule = new Breakable("a");
        rule.breaks("It is broken.", 2);
        ticks(supervisor(rule), 60);
        assertThat(outcomes()).containsExactly(DETECTED, FAILED, FAILED, HEALED);
        assertThat(rule.healed).hasSize(3);
        assertThat(newest().reason()).endsWith("with 3 attempts.");
    }

    // A fault that nothing mends filled the log and kept the disk busy for ever.
    @Test
    void tick_faultThatNothingMends_isOneAlarmAfterThreeAttempts_thenSilence() {
        Breakable rule = new Breakable("a");
        rule.breaks("The disk is full: 12 MB free.", Integer.MAX_VALUE);
        Supervisor supervisor = supervisor(rule);
        ticks(supervisor, 60);
        rule.breaks("The disk is full: 11 MB free.", Integer.MAX_VALUE);
        ticks(supervisor, 600);
        assertThat(outcomes()).containsExactly(DETECTED, FAILED, FAILED, ALARM);
        assertThat(rule.healed).hasSize(Supervisor.ATTEMPTS);
        assertThat(newest().reason()).contains("3 attempts: a person has to look.");
    }

    @Test
    void tick_alarmedFaultThatGoes_isHealed_andItsNextTimeIsANewFault() {
        Breakable rule = new Breakable("a");
        rule.breaks("It is broken.", Integer.MAX_VALUE);
        Supervisor supervisor = supervisor(rule);
        ticks(supervisor, 60);
        rule.breaks("", 0);
        ticks(supervisor, 30);
        assertThat(newest().outcome()).isEqualTo(HEALED);
        rule.breaks("It is broken.", 0);
        ticks(supervisor, 30);
        assertThat(outcomes()).containsExactly(DETECTED, FAILED, FAILED, ALARM, HEALED, DETECTED, HEALED);
    }

    @Test
    void tick_alarmedFaultWithAnotherSymptom_isTriedAgain_butNotForEachTimeTheTextsAlternate() {
        Breakable rule = new Breakable("a");
        rule.breaks("It is broken.", Integer.MAX_VALUE);
        Supervisor supervisor = supervisor(rule);
        ticks(supervisor, 60);
        for (int i = 0; i < 5; i++) {
            rule.reason = "It is gone.";
            ticks(supervisor, 60);
            rule.reason = "It is broken.";
            ticks(supervisor, 60);
        }
        assertThat(outcomes()).containsExactly(DETECTED, FAILED, FAILED, ALARM, DETECTED, FAILED, FAILED, ALARM);
    }

    @Test
    void tick_faultThatComesBackAtOnce_wasNotHealed_soItEndsInAnAlarm() {
        Breakable rule = new Breakable("a");
        Supervisor supervisor = supervisor(rule);
        for (int i = 0; i < 100; i++) {
            rule.breaks("It is broken.", 0);
            ticks(supervisor, 3);
        }
        assertThat(outcomes()).containsExactly(DETECTED, HEALED, FAILED, FAILED, ALARM);
        rule.breaks("", 0);
        ticks(supervisor, 30);
        assertThat(newest().outcome()).isEqualTo(HEALED);
    }

    @Test
    void tick_faultThatFlickersByItself_fillsNoLog() {
        Breakable rule = new Breakable("a");
        rule.breaks("It is broken.", Integer.MAX_VALUE);
        Supervisor supervisor = supervisor(rule);
        for (int i = 0; i < 500; i++) {
            rule.reason = i % 2 == 0 ? "It is broken." : "";
            ticks(supervisor, 1);
        }
        assertThat(log.latest(100)).hasSizeLessThan(6);
        assertThat(newest().outcome()).isEqualTo(ALARM);
    }

    @Test
    void tick_lookThatThrows_isContainedAndCounted_othersAreMended_andWhatWasKnownStays() {
        Breakable bad = new Breakable("bad");
        bad.inLook = new IllegalStateException("no");
        Breakable good = new Breakable("good");
        good.breaks("It is broken.", 0);
        ticks(supervisor(bad, good), 10);
        assertThat(outcomes()).containsExactly(DETECTED, HEALED);
        assertThat(metrics.counted(Metric.HEALING_FAILURES, "look")).isEqualTo(10);
    }

    @Test
    void tick_healThatThrows_isAFailedAttempt_whoseTextSaysTheKindOnly() {
        Breakable rule = new Breakable("a");
        rule.breaks("It is broken.", 0);
        rule.inHeal = new IllegalStateException("<b>text of a viewer</b>");
        ticks(supervisor(rule), 60);
        assertThat(outcomes()).containsExactly(DETECTED, FAILED, FAILED, ALARM);
        assertThat(log.latest(10)).allSatisfy(e -> assertThat(e.reason()).doesNotContain("viewer"));
        assertThat(log.latest(1).getFirst().reason()).contains("IllegalStateException");
        assertThat(metrics.counted(Metric.HEALING_FAILURES, "heal")).isEqualTo(3);
    }

    @Test
    void tick_twoFaults_areMendedOneAfterTheOther_andNotLookedAtMeanwhile() {
        background = new Background(jobs::add);
        Breakable a = new Breakable("a");
        Breakable b = new Breakable("b");
        a.breaks("It is broken.", 0);
        b.breaks("It is broken.", 0);
        Supervisor supervisor = supervisor(a, b);
        ticks(supervisor, 5);
        assertThat(jobs).hasSize(1);
        assertThat(a.looks).as("its attempt runs").isEqualTo(1);
        assertThat(b.looks).isEqualTo(5);
        jobs.remove().run();
        ticks(supervisor, 2);
        assertThat(jobs).hasSize(1);
        jobs.remove().run();
        ticks(supervisor, 2);
        assertThat(outcomes()).containsExactly(DETECTED, DETECTED, HEALED, HEALED);
    }

    @Test
    void tick_attemptWithoutEnd_isAnAlarm_andTheOthersGoOn() {
        background = new Background(jobs::add);
        Breakable a = new Breakable("a");
        Breakable b = new Breakable("b");
        a.breaks("It is broken.", 0);
        b.breaks("It is broken.", 0);
        Supervisor supervisor = supervisor(a, b);
        ticks(supervisor, (int) Supervisor.LONGEST_ATTEMPT.toSeconds() + 2);
        assertThat(outcomes()).containsExactly(DETECTED, DETECTED, ALARM);
        Runnable hanging = jobs.remove();
        jobs.remove().run();
        ticks(supervisor, 2);
        assertThat(newest().subject()).isEqualTo("b");
        assertThat(newest().outcome()).isEqualTo(HEALED);
        hanging.run();
        ticks(supervisor, 20);
        assertThat(newest().subject()).isEqualTo("a");
        assertThat(newest().outcome()).isEqualTo(HEALED);
    }

    @Test
    void tick_noThreadForTheAttempt_isAFailedAttempt() {
        background = new Background(work -> {
            throw new RejectedExecutionException("stopping");
        });
        Breakable rule = new Breakable("a");
        rule.breaks("It is broken.", 0);
        ticks(supervisor(rule), 60);
        assertThat(outcomes()).containsExactly(DETECTED, FAILED, FAILED, ALARM);
    }

    @Test
    void tick_twoRulesOfOneFault_isRefused() {
        Supervisor supervisor = supervisor(new Breakable("a"), new Breakable("a"));
        assertThatThrownBy(() -> supervisor.tick(now)).hasMessageContaining("two rules of the fault a");
    }
}
