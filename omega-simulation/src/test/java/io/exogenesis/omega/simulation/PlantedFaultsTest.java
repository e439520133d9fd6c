package io.exogenesis.omega.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the simulation bites: each planted fault is found, soon, and by the same seed again. */
class PlantedFaultsTest {
    /** Some times as many as the slowest needed when this was written; {@link SeedsTest} shows that the same seeds pass without a fault. */
    private static final int MOST_SEEDS = 150;

    @TempDir
    static Path scratch;

    @BeforeAll
    static void begin() {
        Quiet.logs();
        SimulatedCore.makeKeys(scratch);
    }

    @ParameterizedTest
    @EnumSource
    void run_withAPlantedFault_findsItAndReplays(PlantedFault fault) {
        Outcome found = LongStream.rangeClosed(1, MOST_SEEDS)
                .mapToObj(seed -> run(seed, fault))
                .filter(o -> o.failure().isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(fault + " was not found in " + MOST_SEEDS + " seeds"));
        Outcome again = run(found.seed(), fault);
        assertThat(again).as("the same seed with the same fault").isEqualTo(found);
        assertThat(Optional.of(Simulation.run(found.seed(), Seeds.STEPS, Parts.SOUND, scratch))
                        .flatMap(Outcome::failure))
                .as("the same seed without the fault")
                .isEmpty();
    }

    private static Outcome run(long seed, PlantedFault fault) {
        return Simulation.run(seed, Seeds.STEPS, fault.parts(), scratch);
    }
}
