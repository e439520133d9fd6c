package io.exogenesis.omega.embedder;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * The text normalisation and the first cut of BERT models: clean, set CJK characters apart, for uncased models strip accents
 * and lower case, split at white space and punctuation.
 *
 * <p>Source: the BertNormalizer and BertPreTokenizer steps named in the model's {@code tokenizer.json}. One deliberate
 * difference: texts come from outside, so {@code [SEP]} and its like in a text are plain characters here, never control
 * pieces.
 */
final class BertText {
    private BertText() {}

    /** Words in order; punctuation marks and CJK characters are words of their own. */
    static List<String> words(String text, boolean lowercase) {
        StringBuilder spaced = new StringBuilder();
        (lowercase ? lowercase(cleaned(text)) : cleaned(text))
                .codePoints()
                .forEach(c -> append(c, isPunctuation(c), spaced));
        return Arrays.stream(spaced.toString().split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static void append(int c, boolean apart, StringBuilder into) {
        if (apart) {
            into.append(' ').appendCodePoint(c).append(' ');
        } else {
            into.appendCodePoint(c);
        }
    }

    private static String cleaned(String text) {
        StringBuilder cleaned = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isWhitespace(c)) {
                cleaned.append(' ');
            } else if (c != 0xFFFD && !isControl(c)) {
                append(c, isCjk(c), cleaned);
            }
        });
        return cleaned.toString();
    }

    private static String lowercase(String cleaned) {
        StringBuilder out = new StringBuilder(cleaned.length());
        Normalizer.normalize(cleaned, Normalizer.Form.NFD).codePoints().forEach(c -> {
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                // By code point, not by String.toLowerCase: that one knows the final sigma, the reference does not.
                out.appendCodePoint(Character.toLowerCase(c));
            }
        });
        return out.toString();
    }

    /** Other control characters that separate lines (VT, FF, NEL) are dropped by the reference, not read as space. */
    private static boolean isWhitespace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
            default -> false;
        };
    }

    /** The blocks of CJK ideographs; Hangul and kana are written with spaces or as words and are not among them. */
    private static boolean isCjk(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2B73F)
                || (c >= 0x2B740 && c <= 0x2B81F)
                || (c >= 0x2B920 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }

    private static boolean isPunctuation(int c) {
        // ASCII symbols such as $ + < ^ count as punctuation although Unicode calls them symbols.
        if ((c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126)) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
