package io.exogenesis.omega.ops.console;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text or in Markdown: words to the left, numbers to the right. */
public final class Table {
    private final boolean numbers;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(boolean numbers, String... header) {
        this.numbers = numbers;
        this.header = List.of(header);
    }

    /** All columns but the first hold numbers. */
    public static Table ofNumbers(String... header) {
        return new Table(true, header);
    }

    /** All columns hold words. */
    public static Table ofWords(String... header) {
        return new Table(false, header);
    }

    /** @throws IllegalArgumentException if the number of cells is not that of the header */
    public Table row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of " + header.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Aligned columns, two blanks between them. */
    public List<String> plain() {
        List<String> out = new ArrayList<>();
        out.add(aligned(header));
        rows.forEach(r -> out.add(aligned(r)));
        return out;
    }

    /** A Markdown table. */
    public List<String> markdown() {
        List<String> out = new ArrayList<>();
        out.add("| " + String.join(" | ", header) + " |");
        out.add("|---|" + (numbers ? "---:|" : "---|").repeat(header.size() - 1));
        rows.forEach(r -> out.add("| " + String.join(" | ", r) + " |"));
        return out;
    }

    private String aligned(List<String> cells) {
        StringBuilder out = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            String padding = " ".repeat(width(c) - cells.get(c).length());
            out.append(c == 0 ? "" : "  ").append(numbers && c > 0 ? padding + cells.get(c) : cells.get(c) + padding);
        }
        return out.toString().stripTrailing();
    }

    private int width(int column) {
        int width = header.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }
}
