package io.exogenesis.omega.lab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Horizontal bars from 0, one a name, with the value behind each.
 *
 * @param axis what the length means, with its unit
 * @param goal a dashed line; null for none
 */
record BarChart(
        String title, String axis, List<Bar> bars, @Nullable Double goal) {
    private static final int LEFT = 190;
    private static final int RIGHT = 70;
    private static final int BAR = 18;
    private static final int ROW = 26;
    private static final int FOOT = 46;

    /**
     * @param interval low and high, or empty
     * @param series of the colour
     */
    record Bar(String name, double value, List<Double> interval, int series) {}

    BarChart {
        bars = List.copyOf(bars);
    }

    String svg() {
        int bottom = Svg.TITLE + 8 + bars.size() * ROW;
        Svg svg = new Svg(title, bottom + FOOT);
        double max = max();
        double scale = (Svg.WIDTH - LEFT - RIGHT) / max;
        double step = Svg.step(max);
        for (int k = 0; k * step <= max + 1e-9; k++) {
            double x = LEFT + k * step * scale;
            svg.line(k == 0 ? "axis" : "grid", x, Svg.TITLE + 4, x, bottom);
            svg.text(x, bottom + 16, "middle", Svg.label(k * step, step));
        }
        svg.text(LEFT + (Svg.WIDTH - LEFT - RIGHT) / 2.0, bottom + 36, "middle", axis);
        for (int k = 0; k < bars.size(); k++) {
            draw(svg, bars.get(k), Svg.TITLE + 8 + k * ROW, scale);
        }
        if (goal != null) {
            double x = LEFT + goal * scale;
            svg.line("goal", x, Svg.TITLE + 4, x, bottom);
        }
        return svg.end();
    }

    private static void draw(Svg svg, Bar bar, double y, double scale) {
        double end = LEFT + bar.value * scale;
        svg.text(LEFT - 8, y + BAR - 5, "end", bar.name);
        svg.bar(LEFT, y, end - LEFT, BAR, bar.series);
        double behind = end;
        if (!bar.interval.isEmpty()) {
            double high = LEFT + bar.interval.get(1) * scale;
            svg.line("whisker", LEFT + Math.max(0, bar.interval.get(0)) * scale, y + BAR / 2.0, high, y + BAR / 2.0);
            behind = Math.max(end, high);
        }
        svg.text(behind + 6, y + BAR - 5, "start", String.format(Locale.ROOT, "%.3f", bar.value));
    }

    private double max() {
        List<Double> all = new ArrayList<>(List.of(1e-3));
        bars.forEach(b -> {
            all.add(b.value);
            all.addAll(b.interval);
        });
        if (goal != null) {
            all.add(goal);
        }
        return all.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
