package io.exogenesis.omega.embedder;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * WordPiece of a BERT vocabulary: greedy longest match from the left, continuations marked by {@code ##}, a word
 * with an unknown part is one {@code [UNK]}.
 *
 * <p>Thread-safe. Source: Wu et al., "Google's Neural Machine Translation System" (2016), as used by Devlin et al. (2019).
 */
final class WordPiece {
    /** A longer word is unknown without a look, as in the reference. Unit: code points. */
    private static final int MAX_WORD = 100;
    /**
     * Only this many characters of a text are read. Enough for the 256 pieces of MiniLM even if each were sixty
     * characters long, and for 512 of thirty; a ten-megabyte title costs no more than this.
     */
    static final int MAX_TEXT = 16_384;

    /** A longer piece is never looked for: each start in a word costs as many look-ups. Unit: characters. */
    private static final int LONGEST_PIECE = 2 * MAX_WORD;

    private static final String CONTINUATION = "##";

    private final Map<String, Integer> vocabulary;
    private final boolean lowercase;
    private final int longestPiece;
    private final int highestId;
    private final int unknown;
    private final int start;
    private final int end;

    /**
     * @param vocabulary must not change any more: a copy of thirty thousand pieces would take longer than reading them
     * @param lowercase whether texts lose capitals and accents first
     * @throws IllegalArgumentException if a special piece is missing
     */
    WordPiece(Map<String, Integer> vocabulary, boolean lowercase) {
        this.vocabulary = vocabulary;
        this.lowercase = lowercase;
        this.unknown = special("[UNK]");
        this.start = special("[CLS]");
        this.end = special("[SEP]");
        this.highestId = Collections.max(vocabulary.values());
        int longest = Collections.max(vocabulary.keySet(), Comparator.comparingInt(String::length))
                .length();
        this.longestPiece = Math.min(longest, LONGEST_PIECE);
    }

    private int special(String piece) {
        Integer id = vocabulary.get(piece);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return id;
    }

    int highestId() {
        return highestId;
    }

    int vocabularySize() {
        return vocabulary.size();
    }

    /**
     * Ids of the pieces of {@code text} between {@code [CLS]} and {@code [SEP]}.
     *
     * @param maxLength at most this many ids, both markers included; the rest of the text is cut off
     */
    int[] encode(String text, int maxLength) {
        List<String> words = BertText.words(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text, lowercase);
        int[] ids = new int[maxLength];
        ids[0] = start;
        int n = 1;
        for (String word : words) {
            if (n == maxLength - 1) {
                break;
            }
            n = pieces(word, ids, n, maxLength - 1);
        }
        ids[n++] = end;
        return Arrays.copyOf(ids, n);
    }

    /** Appends the pieces of one word from {@code from}, not beyond {@code limit}; gives the new end. */
    private int pieces(String word, int[] ids, int from, int limit) {
        if (word.codePointCount(0, word.length()) > MAX_WORD) {
            ids[from] = unknown;
            return from + 1;
        }
        int n = from;
        int at = 0;
        while (at < word.length()) {
            int stop = Math.min(word.length(), at + longestPiece);
            Integer id = null;
            for (; stop > at; stop--) {
                String part = word.substring(at, stop);
                id = vocabulary.get(at == 0 ? part : CONTINUATION + part);
                if (id != null) {
                    break;
                }
            }
            if (id == null) {
                ids[from] = unknown;
                return from + 1;
            }
            if (n < limit) {
                ids[n++] = id;
            }
            at = stop;
        }
        return n;
    }
}
