package io.exogenesis.omega.lab.attack;

import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.lab.measure.ReportJson;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab attack}. {@code clean} and {@code runs} are the contract's; the other fields are added.
 *
 * @param clean honest lists after the last round without any liar and without the mechanism, mean over the seeds: a loss against
 *     it is the price of the attack and of the mechanism together; null if only patterns were attacked
 * @param asleep the same with the mechanism and with liars that keep their cover
 * @param viewers honest ones
 * @param targets titles attacked at once
 * @param warmUp epochs before the attack
 * @param defended whether the item plane's defence was on
 * @param replayed whether the population grew through the data's own time; else it stood still
 * @param baseRate share of all showings that ended in a watch, without an attack
 */
public record AttackReport(
        @Nullable Metrics clean,
        @Nullable Metrics asleep,
        List<Run> runs,
        String dataset,
        int viewers,
        int targets,
        int warmUp,
        long seed,
        int seeds,
        boolean newcomers,
        boolean defended,
        boolean replayed,
        @Nullable Double baseRate,
        double seconds) {
    /**
     * @param liarsInCohort share of the audit cohort that lies
     * @param rounds means over the seeds
     */
    public record Run(String attack, double fraction, double liarsInCohort, String rule, List<Figures> rounds) {}

    public String toJson() {
        return ReportJson.of(this);
    }

    public void write(Path file) {
        ReportJson.write(file, this);
    }
}
