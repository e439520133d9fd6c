package io.exogenesis.omega.embedder;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads the object {@code "vocab": {"piece": id, …}} out of a {@code tokenizer.json}.
 *
 * <p>A few lines in place of a JSON library: the file is known byte for byte (its hash is checked before), and nothing else
 * of it is needed.
 */
final class VocabularyReader {
    private final String json;
    private int at;

    private VocabularyReader(String json, int at) {
        this.json = json;
        this.at = at;
    }

    /** @throws IllegalArgumentException if there is no such object */
    static Map<String, Integer> read(String json) {
        int key = json.indexOf("\"vocab\"");
        int open = key < 0 ? -1 : json.indexOf('{', key);
        if (open < 0) {
            throw new IllegalArgumentException("no vocabulary in tokenizer.json");
        }
        try {
            return new VocabularyReader(json, open + 1).entries();
        } catch (StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the vocabulary in tokenizer.json ends too early", e);
        }
    }

    private Map<String, Integer> entries() {
        Map<String, Integer> entries = new HashMap<>(1 << 16);
        while (next() != '}') {
            if (json.charAt(at) == ',') {
                at++;
                continue;
            }
            String piece = string();
            if (next() != ':') {
                throw new IllegalArgumentException("a ':' is missing at character " + at + " of tokenizer.json");
            }
            at++;
            next();
            entries.put(piece, number());
        }
        return entries;
    }

    private int number() {
        int from = at;
        while (Character.isDigit(json.charAt(at))) {
            at++;
        }
        return Integer.parseInt(json, from, at, 10);
    }

    private char next() {
        while (Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return json.charAt(at);
    }

    private String string() {
        if (json.charAt(at) != '"') {
            throw new IllegalArgumentException("a '\"' is missing at character " + at + " of tokenizer.json");
        }
        at++;
        int end = json.indexOf('"', at);
        if (end >= 0 && json.indexOf('\\', at, end) < 0) { // as nearly all
            String plain = json.substring(at, end);
            at = end + 1;
            return plain;
        }
        StringBuilder out = new StringBuilder();
        while (json.charAt(at) != '"') {
            char c = json.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = json.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(json.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }
}
