package io.exogenesis.omega.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordPieceTest {
    private static final int CLS = 101;
    private static final int SEP = 102;
    private static final int UNK = 100;
    private static final WordPiece WORD_PIECE = load();

    private static WordPiece load() {
        ModelFiles files = ModelFiles.ofClassPath(WordPieceTest.class.getClassLoader());
        return new WordPiece(VocabularyReader.read("tokenizer.json", files.vocabulary()), true);
    }

    // Accents, CJK, Hangul, emoji, control characters, ligatures, right-to-left scripts, random mixes of blocks: the
    // ids of
    // the reference tokenizer were recorded once. A wrong normalisation step shows here, and nowhere else so early.
    @Test
    void encode_hardStrings_equalsReference() throws IOException {
        int checked = 0;
        for (String line : reference()) {
            int tab = line.indexOf('\t');
            String text = unescape(line.substring(0, tab));
            int[] expected = Arrays.stream(line.substring(tab + 1).split(" "))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            assertThat(WORD_PIECE.encode(text, 512)).as(line.substring(0, tab)).isEqualTo(expected);
            checked++;
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void vocabulary_ofTheModel_isComplete() {
        assertThat(WORD_PIECE.vocabularySize()).isEqualTo(30_522);
    }

    @Test
    void encode_emptyOrBlankText_isOnlyTheMarkers() {
        assertThat(WORD_PIECE.encode("", 256)).containsExactly(CLS, SEP);
        assertThat(WORD_PIECE.encode(" \t\n", 256)).containsExactly(CLS, SEP);
    }

    @Test
    void encode_longText_isCutAtTheLimitAndStillEndsWithTheMarker() {
        String text = "dark comedy ".repeat(1_000);
        for (int limit : new int[] {2, 3, 256, 512}) {
            int[] ids = WORD_PIECE.encode(text, limit);
            assertThat(ids).hasSize(limit);
            assertThat(ids[0]).isEqualTo(CLS);
            assertThat(ids[limit - 1]).isEqualTo(SEP);
        }
    }

    // A word of many pieces that straddles the limit must be cut inside, not dropped and not overrun.
    @Test
    void encode_wordAcrossTheLimit_isCutInside() {
        int[] whole = WORD_PIECE.encode("electroencephalographically", 512);
        assertThat(whole.length).isGreaterThan(5);
        int[] cut = WORD_PIECE.encode("electroencephalographically", 4);
        assertThat(cut).containsExactly(CLS, whole[1], whole[2], SEP);
    }

    @Test
    void encode_wordOfMoreThanHundredCharacters_isUnknown() {
        assertThat(WORD_PIECE.encode("x".repeat(101), 256)).containsExactly(CLS, UNK, SEP);
        assertThat(WORD_PIECE.encode("x".repeat(100), 256).length).isGreaterThan(3);
    }

    // Titles come from outside: a marker inside one must not end the input of the model.
    @Test
    void encode_markerInsideText_isPlainText() {
        assertThat(WORD_PIECE.encode("a [SEP] b [CLS]", 256))
                .startsWith(CLS)
                .endsWith(SEP)
                .satisfies(ids -> assertThat(Arrays.stream(ids).filter(id -> id == SEP || id == CLS))
                        .hasSize(2));
    }

    @Test
    void encode_tenMegabytes_readsOnlyTheBeginning() {
        String head = "calm words ".repeat(2_000);
        assertThat(WORD_PIECE.encode(head + "z".repeat(10_000_000), 256)).isEqualTo(WORD_PIECE.encode(head, 256));
    }

    @Property(tries = 300)
    void encode_anyString_isWellFormed(@ForAll String text) {
        int[] ids = WORD_PIECE.encode(text, 64);
        assertThat(ids.length).isBetween(2, 64);
        assertThat(ids[0]).isEqualTo(CLS);
        assertThat(ids[ids.length - 1]).isEqualTo(SEP);
        assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id < 30_522);
    }

    @Test
    void construct_vocabularyWithoutMarkers_isRefused() {
        assertThatThrownBy(() -> new WordPiece(Map.of("a", 1), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[UNK]");
    }

    @Test
    void readVocabulary_escapesAndSpaces_areUnderstood() {
        assertThat(VocabularyReader.json("{\"x\":1, \"vocab\" : { \"a\\\"b\" : 3 ,\n\"\\u00e9\\\\\":4}, \"y\":2}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a\"b", 3, "é\\", 4));
    }

    @Test
    void readVocabulary_missingOrTorn_isRefused() {
        assertThatThrownBy(() -> VocabularyReader.json("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VocabularyReader.json("{\"vocab\":{\"a\":1,\"b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VocabularyReader.json("{\"vocab\":{\"a\" 1}}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VocabularyReader.json("{\"vocab\":{\"a\":x}}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> reference() throws IOException {
        var stream = Objects.requireNonNull(WordPieceTest.class.getResourceAsStream("wordpiece-reference.tsv"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("# ")).toList();
        }
    }

    private static String unescape(String text) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(text)
                .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }
}
