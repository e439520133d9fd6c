package io.exogenesis.omega.lab.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines over named places at equal distances, from 0 upwards.
 *
 * @param places along the x axis
 */
record LineChart(String title, String xAxis, String yAxis, List<String> places, List<Series> series) {
    private static final int LEFT = 74;
    private static final int RIGHT = 190;
    private static final int HEIGHT = 380;
    private static final int FOOT = 54;
    private static final int MOST_NAMES = 16;

    /** @param values one for each place; NaN where there is none: the line goes on from the last to the next */
    record Series(String name, List<Double> values) {
        Series {
            values = List.copyOf(values);
        }
    }

    LineChart {
        places = List.copyOf(places);
        series = List.copyOf(series);
    }

    String svg() {
        Svg svg = new Svg(title, HEIGHT);
        double bottom = HEIGHT - FOOT;
        double max = 1.05
                * series.stream()
                        .flatMap(s -> s.values.stream())
                        .mapToDouble(v -> v)
                        .filter(v -> !Double.isNaN(v))
                        .max()
                        .orElse(1);
        double scale = (bottom - Svg.TITLE - 12) / Math.max(max, 1e-3);
        double step = Svg.step(Math.max(max, 1e-3));
        for (int k = 0; k * step <= max + 1e-9; k++) {
            double y = bottom - k * step * scale;
            svg.line(k == 0 ? "axis" : "grid", LEFT, y, Svg.WIDTH - RIGHT, y);
            svg.text(LEFT - 8, y + 4, "end", Svg.label(k * step, step));
        }
        svg.line("axis", LEFT, Svg.TITLE + 4, LEFT, bottom);
        for (int p = 0; p < places.size(); p++) {
            if (p % every() == 0) {
                svg.text(x(p), bottom + 18, "middle", places.get(p));
            }
        }
        svg.text((LEFT + Svg.WIDTH - RIGHT) / 2.0, bottom + 40, "middle", xAxis);
        svg.upwards(20, (Svg.TITLE + bottom) / 2, yAxis);
        for (int s = 0; s < series.size(); s++) {
            List<double[]> points = new ArrayList<>();
            for (int p = 0; p < places.size(); p++) {
                double value = series.get(s).values.get(p);
                if (!Double.isNaN(value)) {
                    points.add(new double[] {x(p), bottom - value * scale});
                }
            }
            if (!points.isEmpty()) {
                svg.path(points, s);
            }
            double y = Svg.TITLE + 20 + 24.0 * s;
            svg.mark(Svg.WIDTH - RIGHT + 22, y, s);
            svg.text(Svg.WIDTH - RIGHT + 34, y + 4, "start", series.get(s).name);
        }
        return svg.end();
    }

    /** Names of so many places would run into each other; every so many-th is written. */
    private int every() {
        return (places.size() + MOST_NAMES - 1) / MOST_NAMES;
    }

    private double x(int place) {
        double width = Svg.WIDTH - RIGHT - LEFT;
        return LEFT + width * (place + .5) / places.size();
    }
}
