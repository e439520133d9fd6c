package io.exogenesis.omega.embedder;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a WordPiece vocabulary: the object {@code "vocab": {"piece": id, …}} of a {@code tokenizer.json}, or a {@code vocab.txt}
 * whose line n, counted from 0, is the piece of id n.
 *
 * <p>A few lines in place of a JSON library: the file is known byte for byte (its hash is checked before), and nothing else
 * of it is needed.
 */
final class VocabularyReader {
    /** Eight times that of multilingual BERT. An id beyond it is refused, too. */
    static final int MAX_PIECES = 1_000_000;

    private static final Pattern WORD_PIECE = Pattern.compile("\"type\"\\s*:\\s*\"WordPiece\"");

    private final String json;
    private int at;

    private VocabularyReader(String json, int at) {
        this.json = json;
        this.at = at;
    }

    /**
     * @param name of the file; its ending tells the format
     * @throws IllegalArgumentException if the bytes are no such vocabulary
     */
    static Map<String, Integer> read(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!name.endsWith(".json")) {
            return lines(text);
        }
        int key = text.indexOf("\"vocab\"");
        if (key >= 0 && !WORD_PIECE.matcher(text).region(0, key).find()) {
            throw new IllegalArgumentException("a tokenizer of type WordPiece is needed");
        }
        return json(text);
    }

    private static Map<String, Integer> lines(String text) {
        Map<String, Integer> pieces = new HashMap<>(1 << 16);
        int id = 0;
        for (String piece : text.split("\r?\n")) {
            if (id >= MAX_PIECES) {
                throw new IllegalArgumentException("more than " + MAX_PIECES + " pieces");
            }
            pieces.putIfAbsent(piece, id++);
        }
        return pieces;
    }

    /** @throws IllegalArgumentException if there is no such object */
    static Map<String, Integer> json(String json) {
        int key = json.indexOf("\"vocab\"");
        if (key < 0) {
            throw new IllegalArgumentException("no vocabulary in tokenizer.json");
        }
        VocabularyReader reader = new VocabularyReader(json, key + "\"vocab\"".length());
        try {
            reader.expect(':');
            reader.expect('{');
            return reader.entries();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no number before character " + reader.at + " of tokenizer.json", e);
        } catch (StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the vocabulary in tokenizer.json ends too early", e);
        }
    }

    private void expect(char c) {
        if (next() != c) {
            throw new IllegalArgumentException("a '" + c + "' is missing at character " + at + " of tokenizer.json");
        }
        at++;
    }

    private Map<String, Integer> entries() {
        Map<String, Integer> entries = new HashMap<>(1 << 16);
        while (next() != '}') {
            if (json.charAt(at) == ',') {
                at++;
                continue;
            }
            String piece = string();
            expect(':');
            entries.put(piece, number());
            if (entries.size() > MAX_PIECES) {
                throw new IllegalArgumentException("more than " + MAX_PIECES + " pieces");
            }
        }
        return entries;
    }

    private int number() {
        next();
        int from = at;
        while (Character.isDigit(json.charAt(at))) {
            at++;
        }
        int id = Integer.parseInt(json, from, at, 10);
        if (id >= MAX_PIECES) {
            throw new IllegalArgumentException("id " + id + " of a piece is not below " + MAX_PIECES);
        }
        return id;
    }

    private char next() {
        while (Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return json.charAt(at);
    }

    private String string() {
        expect('"');
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
