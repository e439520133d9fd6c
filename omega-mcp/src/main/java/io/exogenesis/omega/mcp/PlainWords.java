package io.exogenesis.omega.mcp;

import java.util.Locale;
import java.util.regex.Pattern;

/** What went wrong, for a caller who knows nothing of this program's insides: one line, without the names of Java classes. */
public final class PlainWords {
    /** A name with its package, or an exception's without. */
    private static final Pattern CLASS =
            Pattern.compile("\\b(?:[a-z_]\\w*\\.)+([A-Z][\\w$]*)|\\b([A-Z][\\w$]*(?:Exception|Error))\\b");

    private static final Pattern WORD_BEGINS = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private PlainWords() {}

    /** The first line as a sentence. It may quote a Core or a file: control characters are no part of it. */
    public static String sentence(Throwable e) {
        String text = e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
        String line = line(text);
        return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
    }

    /** The first line. */
    public static String line(String text) {
        String first = text.lines().findFirst().orElse("").replaceAll("\\p{C}", " ");
        return CLASS.matcher(first)
                .replaceAll(found -> words(found.group(1) == null ? found.group(2) : found.group(1)))
                .strip();
    }

    /** {@code java.nio.file.NoSuchFileException} is "no such file". */
    private static String words(String name) {
        String bare = name.replaceAll("(Exception|Error)$", "").replace('$', ' ');
        return WORD_BEGINS.matcher(bare).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
}
