package io.exogenesis.omega.viewer.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for a person, whose lines are broken between words to fit the terminal. A word that is longer than a line stays whole, so
 * that it can be copied. What is for programs, such as JSON, goes through {@link #raw}. Not thread-safe beyond {@link PrintWriter}.
 */
public final class WrappingWriter extends PrintWriter {
    /** Nobody reads less. */
    private static final int LEAST_COLUMNS = 20;

    private final PrintWriter target;
    private final int columns;

    private WrappingWriter(PrintWriter target, int columns) {
        super(new Lines(target, columns), true);
        this.target = target;
        this.columns = columns;
    }

    /** For the terminal of this process; as it is where no width is known, as in a file. */
    public static PrintWriter ofProcess(PrintWriter target) {
        int columns = Integer.getInteger("omega.columns", 0);
        String set = System.getenv("COLUMNS");
        if (set != null && set.matches("[1-9][0-9]{0,4}")) {
            return of(target, Integer.parseInt(set));
        }
        return columns > 0 && Boolean.getBoolean("omega.terminal") ? of(target, columns) : target;
    }

    static PrintWriter of(PrintWriter target, int columns) {
        return new WrappingWriter(target, Math.max(LEAST_COLUMNS, columns));
    }

    /** The same output without breaking lines. */
    static PrintWriter raw(PrintWriter out) {
        if (out instanceof WrappingWriter wrapping) {
            wrapping.flush();
            return wrapping.target;
        }
        return out;
    }

    /** The width of a line; the largest number there is if lines are not broken. */
    static int columns(PrintWriter out) {
        return out instanceof WrappingWriter wrapping ? wrapping.columns : Integer.MAX_VALUE;
    }

    /** Breaks one line; the lines that follow the first are indented to where its text begins. */
    static String wrapped(String line, int columns) {
        if (width(line) <= columns) {
            return line;
        }
        String indent = " ".repeat(Indent.of(line, columns));
        StringBuilder all = new StringBuilder();
        StringBuilder now = new StringBuilder(
                line.substring(0, line.length() - line.stripLeading().length()));
        int spaces = 0;
        for (String word : line.strip().split("(?<= )(?=[^ ])")) {
            String text = word.stripTrailing();
            boolean empty = now.toString().isBlank();
            if (!empty && width(now) + spaces + width(text) > columns) {
                all.append(now).append('\n');
                // a word that fits no line behind the indent gets as much of one as there is
                now = new StringBuilder(indent.length() + width(text) > columns ? "  " : indent);
                spaces = 0;
            }
            now.append(" ".repeat(spaces)).append(text);
            spaces = word.length() - text.length();
        }
        return all.append(now).toString();
    }

    private static int width(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    /** Where the lines go on that follow a broken one. */
    private static final class Indent {
        private static final Pattern NUMBERED = Pattern.compile("^ *\\d+\\. +");
        private static final Pattern LEADING = Pattern.compile("^ +");
        private static final Pattern COLUMN = Pattern.compile("\\S {2,}(?=\\S)");
        private static final int PARAGRAPH = 2;

        static int of(String line, int columns) {
            Matcher numbered = NUMBERED.matcher(line);
            if (numbered.find()) {
                return numbered.end();
            }
            Matcher column = COLUMN.matcher(line);
            int indent = 0;
            while (column.find() && column.end() <= columns * 3 / 5) {
                indent = column.end();
            }
            if (indent > 0) {
                return indent;
            }
            Matcher leading = LEADING.matcher(line);
            return leading.find() ? Math.min(leading.end(), columns / 2) : PARAGRAPH;
        }
    }

    /** Gathers what is written until a line is whole. */
    private static final class Lines extends Writer {
        private final PrintWriter target;
        private final int columns;
        private final StringBuilder line = new StringBuilder();

        Lines(PrintWriter target, int columns) {
            this.target = target;
            this.columns = columns;
        }

        @Override
        public void write(char[] text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    target.print(wrapped(line.toString(), columns));
                    target.print('\n');
                    line.setLength(0);
                } else {
                    line.append(text[i]);
                }
            }
        }

        /** What has no end yet, such as a prompt, is shown as it is. */
        @Override
        public void flush() {
            target.print(line);
            line.setLength(0);
            target.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
