package io.exogenesis.omega.lab.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.core.healing.HealingEvent;
import io.exogenesis.omega.core.healing.HealingLog;
import io.exogenesis.omega.lab.heal.fault.Fault;
import io.exogenesis.omega.lab.heal.fault.FaultClass;
import io.exogenesis.omega.lab.heal.subject.Health;
import io.exogenesis.omega.lab.heal.subject.Home;
import io.exogenesis.omega.lab.heal.subject.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault at a Core of the product's beans on a real disk. */
class InjectedFaultsTest {
    private static final long SEED = 7;

    @TempDir
    private static Path directory;

    private static Home home;

    @BeforeAll
    static void makeHome() {
        home = Home.make(directory.resolve("home"), SEED);
    }

    /**
     * Would catch an injector that breaks nothing, and a fault that goes away by itself. Not here: a clock that jumps, which the Core
     * guards itself against in every mode, and a storm, which is felt by how long others wait.
     */
    @ParameterizedTest
    @EnumSource(
            value = FaultClass.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLOCK_SKEW", "CONNECTION_STORM"})
    void inject_withoutHealing_itsFunctionBreaks_andStaysBroken(FaultClass kind, @TempDir Path scratch) {
        try (Subject subject = Subject.start(home, scratch.resolve("core"), Mode.OFF, SEED);
                Health health = new Health(subject, SEED);
                Fault fault = kind.of(subject, new SplittableRandom(SEED))) {
            awaitWell(health);
            assertThat(fault.broken()).isEmpty();
            fault.inject();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(broken(health, fault)).isNotEmpty());
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(broken(health, fault)).isNotEmpty());
        }
    }

    /** Would catch a rule that does not see its fault, does not mend it, or stands in the way of the one that would. */
    @ParameterizedTest
    @EnumSource(
            value = FaultClass.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLOCK_SKEW", "CONNECTION_STORM"})
    void inject_withTheRules_isHealedByItsOwn_andAllWorksAgain(FaultClass kind, @TempDir Path scratch) {
        try (Subject subject = Subject.start(home, scratch.resolve("core"), Mode.RULES, SEED);
                Health health = new Health(subject, SEED);
                Fault fault = kind.of(subject, new SplittableRandom(SEED))) {
            awaitWell(health);
            fault.inject();
            HealingLog log = subject.core().get(HealingLog.class);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> log.latest(HealingLog.KEPT).stream()
                            .anyMatch(e ->
                                    e.subject().equals(kind.label()) && e.outcome() == HealingEvent.Outcome.HEALED));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(broken(health, fault)).isEmpty());
        }
    }

    private static void awaitWell(Health health) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> health.committed() > 0 && health.look().broken().isEmpty());
    }

    private static List<String> broken(Health health, Fault fault) {
        List<String> all = new ArrayList<>(health.look().broken());
        all.addAll(fault.broken());
        return all;
    }
}
