package io.exogenesis.omega.lab.report;

import java.util.List;
import java.util.Locale;

/**
 * The parts of a figure that all charts share: ground, words, colours, scales. Colours are those of Okabe and Ito (2008), which
 * people with any colour vision tell apart; what is dark on white becomes light on black where the reader asks for it.
 */
final class Svg {
    static final int WIDTH = 760;
    static final int TITLE = 28;

    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#808080");
    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, sans-serif; fill: #1f2328 }
            .title { font-weight: 600; font-size: 15px }
            .ground { fill: #ffffff }
            .axis { stroke: #59636e; stroke-width: 1; fill: none }
            .grid { stroke: #d1d9e0; stroke-width: 1 }
            .goal { stroke: #1f2328; stroke-width: 1.5; stroke-dasharray: 5 4 }
            .whisker { stroke: #1f2328; stroke-width: 1.5 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .ground { fill: #0d1117 }
              .axis { stroke: #9198a1 }
              .grid { stroke: #30363d }
              .goal, .whisker { stroke: #e6edf3 }
            }
            </style>
            """;

    private final StringBuilder out = new StringBuilder();

    Svg(String title, int height) {
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
                WIDTH,
                height,
                WIDTH,
                height));
        out.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
        out.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
        out.append("<text class=\"title\" x=\"12\" y=\"20\">")
                .append(escaped(title))
                .append("</text>\n");
    }

    static String colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }

    /** @param anchor start, middle or end */
    Svg text(double x, double y, String anchor, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                escaped(text)));
        return this;
    }

    /** Text that runs upwards. */
    Svg upwards(double x, double y, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
                x,
                y,
                escaped(text)));
        return this;
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                style,
                x1,
                y1,
                x2,
                y2));
        return this;
    }

    Svg bar(double x, double y, double width, double height, int series) {
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                x,
                y,
                Math.max(0, width),
                height,
                colour(series)));
        return this;
    }

    /** A line through points, each with a mark; the mark's shape tells the series, too. */
    Svg path(List<double[]> points, int series) {
        StringBuilder d = new StringBuilder();
        for (double[] p : points) {
            d.append(String.format(Locale.ROOT, "%s%.1f %.1f", d.isEmpty() ? "M" : " L", p[0], p[1]));
        }
        out.append(String.format(
                Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", d, colour(series)));
        points.forEach(p -> mark(p[0], p[1], series));
        return this;
    }

    Svg mark(double x, double y, int series) {
        String shape = switch (series % 3) {
            case 0 -> "<circle cx=\"%1$.1f\" cy=\"%2$.1f\" r=\"4\" fill=\"%3$s\"/>\n";
            case 1 -> "<rect x=\"%4$.1f\" y=\"%5$.1f\" width=\"8\" height=\"8\" fill=\"%3$s\"/>\n";
            default -> "<path d=\"M%1$.1f %5$.1f l5 9 h-10 z\" fill=\"%3$s\"/>\n";
        };
        out.append(String.format(Locale.ROOT, shape, x, y, colour(series), x - 4, y - 4));
        return this;
    }

    String end() {
        return out.append("</svg>\n").toString();
    }

    /** The first of 1, 2, 5 × 10ⁿ that divides {@code [0, max]} into at most five parts. */
    static double step(double max) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(max, 1e-9))) - 1);
        for (int k = 0; max / step > 5; k++) {
            step *= k % 3 == 1 ? 2.5 : 2;
        }
        return step;
    }

    /** As many digits as the step needs. */
    static String label(double value, double step) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
