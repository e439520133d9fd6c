package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.defence.DefenceSettings;
import io.exogenesis.omega.learning.defence.DefenceState;
import io.exogenesis.omega.learning.defence.Screened;
import io.exogenesis.omega.learning.round.DefenceReport.Measure;
import io.exogenesis.omega.learning.round.DefenceReport.Title;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts the defence's measures into words. */
final class DefenceReports {
    private DefenceReports() {}

    /** @param closing rows of an epoch that ends, or none */
    static DefenceReport of(
            DefenceState before,
            DefenceState audited,
            Screened screened,
            List<SampleRow> closing,
            DefenceSettings settings) {
        if (!settings.enabled()) {
            return DefenceReport.NONE;
        }
        List<Title> titles = new ArrayList<>();
        for (MediaId id : audited.refuted()) {
            titles.add(new Title(id, Measure.REFUTED, .02, "viewers of the audit were shown it and did not watch it"));
        }
        screened.factors().forEach((id, c) -> {
            if (!audited.refuted().contains(id)) {
                titles.add(title(id, c, screened, settings));
            }
        });
        titles.sort(Comparator.comparing(Title::title));
        return new DefenceReport(before.founded(), titles, shares(closing, audited));
    }

    private static Title title(MediaId id, double c, Screened screened, DefenceSettings settings) {
        if (c > 1) {
            return new Title(
                    id, Measure.RAISED, c, words("its mass falls by more than a factor of %.2f", settings.decline()));
        }
        if (screened.frozen().contains(id)) {
            return new Title(
                    id,
                    Measure.FROZEN,
                    c,
                    words(
                            "its supporters stand at the mean percentile %.2f of those who would like it, below %.2f",
                            screened.percentiles().getOrDefault(id, 0.0), settings.minPercentile()));
        }
        return new Title(
                id,
                Measure.CLAMPED,
                c,
                words("%.0f %% of the mass that it asks for is granted in this epoch", 100 * c * c));
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static Map<ViewerId, Double> shares(List<SampleRow> rows, DefenceState audited) {
        Map<ViewerId, Double> out = new HashMap<>();
        for (SampleRow row : rows) {
            long refuted = row.sample().items().stream()
                    .filter(i -> audited.refuted().contains(i.item()))
                    .count();
            if (refuted > 0) {
                out.put(row.viewer(), (double) refuted / row.sample().items().size());
            }
        }
        return out;
    }
}
