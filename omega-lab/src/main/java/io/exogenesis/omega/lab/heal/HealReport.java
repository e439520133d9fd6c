package io.exogenesis.omega.lab.heal;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.core.config.HealingSettings.Mode;
import io.exogenesis.omega.lab.bench.Machine;
import io.exogenesis.omega.lab.heal.fault.FaultClass;
import io.exogenesis.omega.lab.heal.subject.HealException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab heal}.
 *
 * @param machine on which it was measured
 * @param healing marks the report, and says what was asked for
 * @param runs one for each mode
 * @param paired rules against controller, on the same faults; null unless both ran
 * @param trials each fault in each mode
 */
public record HealReport(
        Machine machine,
        String healing,
        List<Run> runs,
        @Nullable Paired paired,
        List<FaultResult> trials) {
    public HealReport {
        runs = List.copyOf(runs);
        trials = List.copyOf(trials);
    }

    /**
     * One mode.
     *
     * @param healed how many
     * @param ci 95 % interval of the rate
     * @param p50Seconds from injection to healed, of those that were; null if none was
     * @param byClass in the order of the classes
     */
    record Run(
            String mode,
            int faults,
            int healed,
            double[] ci,
            @Nullable Double p50Seconds,
            @Nullable Double p95Seconds,
            Map<String, OfClass> byClass) {}

    /**
     * One class in one mode.
     *
     * @param felt how many broke or slowed anything that is looked at
     * @param failures why some were not healed, with how often
     */
    record OfClass(
            int faults,
            int healed,
            int felt,
            @Nullable Double p50Seconds,
            @Nullable Double p95Seconds,
            Map<String, Integer> failures) {}

    /**
     * The same faults with the rules alone and with the controller.
     *
     * @param p of the exact McNemar test
     * @param medianSecondsSaved median of (rules − controller) over faults that both healed; null for none
     */
    record Paired(
            int both,
            int neither,
            int onlyRules,
            int onlyController,
            double p,
            @Nullable Double medianSecondsSaved) {}

    /** Of all trials of a run. */
    static HealReport of(Machine machine, HealOptions options, List<FaultResult> trials) {
        List<Run> runs = options.modes().stream()
                .map(m -> run(m.key(), options.classes(), of(m, trials)))
                .toList();
        boolean pairs = options.modes().containsAll(List.of(Mode.RULES, Mode.MPC));
        return new HealReport(
                machine,
                options.line(),
                runs,
                pairs ? paired(of(Mode.RULES, trials), of(Mode.MPC, trials)) : null,
                trials);
    }

    private static List<FaultResult> of(Mode mode, List<FaultResult> trials) {
        return trials.stream().filter(t -> t.mode().equals(mode.key())).toList();
    }

    private static Run run(String mode, List<FaultClass> classes, List<FaultResult> trials) {
        Map<String, OfClass> byClass = new LinkedHashMap<>();
        for (FaultClass kind : classes) {
            List<FaultResult> of =
                    trials.stream().filter(t -> t.fault().equals(kind.label())).toList();
            if (!of.isEmpty()) {
                byClass.put(kind.label(), ofClass(of));
            }
        }
        int healed = healed(trials);
        return new Run(
                mode,
                trials.size(),
                healed,
                Interval.wilson(healed, Math.max(1, trials.size())),
                quantile(trials, .5),
                quantile(trials, .95),
                byClass);
    }

    private static OfClass ofClass(List<FaultResult> trials) {
        Map<String, Integer> failures = new TreeMap<>();
        trials.stream().filter(t -> !t.healed()).forEach(t -> failures.merge(shape(t.why()), 1, Integer::sum));
        return new OfClass(
                trials.size(),
                healed(trials),
                (int) trials.stream().filter(FaultResult::felt).count(),
                quantile(trials, .5),
                quantile(trials, .95),
                failures);
    }

    /** Reasons that differ in numbers alone are one. */
    private static String shape(String why) {
        return why.replaceAll("[0-9]+([.,][0-9]+)*|Infinity", "#");
    }

    private static int healed(List<FaultResult> trials) {
        return (int) trials.stream().filter(FaultResult::healed).count();
    }

    private static @Nullable Double quantile(List<FaultResult> trials, double share) {
        double[] sorted = trials.stream()
                .filter(FaultResult::healed)
                .mapToDouble(t -> Objects.requireNonNull(t.seconds()))
                .sorted()
                .toArray();
        return sorted.length == 0 ? null : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    private static Paired paired(List<FaultResult> rules, List<FaultResult> controller) {
        int[] counts = new int[4];
        double[] saved = new double[rules.size()];
        int both = 0;
        for (FaultResult r : rules) {
            for (FaultResult c : controller) {
                if (c.number() == r.number()) {
                    counts[(r.healed() ? 1 : 0) + (c.healed() ? 2 : 0)]++;
                    if (r.seconds() != null && c.seconds() != null) {
                        saved[both++] = r.seconds() - c.seconds();
                    }
                }
            }
        }
        double[] sorted = java.util.Arrays.copyOf(saved, both);
        java.util.Arrays.sort(sorted);
        return new Paired(
                counts[3],
                counts[0],
                counts[1],
                counts[2],
                Interval.mcNemar(counts[1], counts[2]),
                both == 0 ? null : sorted[both / 2]);
    }

    /** Whether a file is such a report, by what stands in it. */
    public static boolean isOne(Path file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            return json.isJsonObject() && json.getAsJsonObject().has("healing");
        } catch (IOException | JsonParseException e) {
            return false;
        }
    }

    /** @throws HealException if the file is no such report */
    public static HealReport read(Path file) {
        try {
            HealReport report = new Gson().fromJson(Files.readString(file), HealReport.class);
            if (report == null || report.runs == null || report.machine == null) {
                throw new HealException(file + " is not a report of lab heal");
            }
            return report;
        } catch (IOException | JsonParseException e) {
            throw new HealException(file + " cannot be read as a report: " + e.getMessage(), e);
        }
    }
}
