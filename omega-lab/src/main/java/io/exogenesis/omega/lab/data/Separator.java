package io.exogenesis.omega.lab.data;

import java.util.Arrays;
import java.util.Comparator;

/** What stands between two fields. Where two occur equally often in a line, the earlier one here is taken. */
enum Separator {
    DOUBLE_COLON("::", "double colon"),
    TAB("\t", "tab"),
    COMMA(",", "comma"),
    SEMICOLON(";", "semicolon"),
    PIPE("|", "vertical bar");

    private final String text;
    private final String label;

    Separator(String text, String label) {
        this.text = text;
        this.label = label;
    }

    String text() {
        return text;
    }

    /** For a person. */
    String label() {
        return label;
    }

    /** The one that occurs most often in the first line of a file, outside of quotes. */
    static Separator of(String firstLine) {
        String unquoted = firstLine.replaceAll("\"[^\"]*\"", "");
        return Arrays.stream(values())
                .max(Comparator.<Separator>comparingInt(s -> s.count(unquoted))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** Whether fields may be quoted (RFC 4180). Tables with the other separators have none, unless the first field is. */
    boolean quotes(String firstLine) {
        return this == COMMA || this == SEMICOLON || (this != DOUBLE_COLON && firstLine.startsWith("\""));
    }

    private int count(String line) {
        int n = 0;
        for (int at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + text.length())) {
            n++;
        }
        return n;
    }
}
