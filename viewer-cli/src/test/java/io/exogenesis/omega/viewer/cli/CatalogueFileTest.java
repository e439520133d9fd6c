package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.BufferedReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFileTest {
    @TempDir
    Path directory;

    private List<MediaItem> read(String name, String text) throws Exception {
        return CatalogueFile.read(
                Files.writeString(directory.resolve(name), text).toString());
    }

    @Test
    void movieLens_yearsQuotesAndMissingGenres_areRead() {
        List<MediaItem> items =
                CatalogueFile.read(CommandRun.catalogue(directory).toString());
        assertThat(items).hasSize(12);
        assertThat(items.get(3).title()).isEqualTo("City of Lost Children, The");
        assertThat(items.get(3).year()).isEqualTo(OptionalInt.of(1995));
        assertThat(items.get(3).genres()).containsExactly("Adventure", "Sci-Fi");
        assertThat(items.get(11).title()).isEqualTo("Amélie (Fabuleux destin d'Amélie Poulain, Le)");
        assertThat(items.get(11).genres()).isEmpty();
    }

    @Test
    void jsonLines_bothFormsOfGenres_areRead() throws Exception {
        List<MediaItem> items = read("c.jsonl", """
                {"id":"a","title":"Dark","year":2017,"genres":["Drama"],"kind":"series"}
                {"id":"b","title":"Heat (1995)","genres":"Crime|Thriller"}

                {"id":"c","title":"Bare","genres":null}
                """);
        assertThat(items.get(0).kind()).isEqualTo(MediaItem.Kind.SERIES);
        assertThat(items.get(1).year()).isEqualTo(OptionalInt.of(1995));
        assertThat(items.get(1).genres()).containsExactly("Crime", "Thriller");
        assertThat(items.get(2).genres()).isEmpty();
    }

    @Test
    void builtin_isThere_andDescribed() {
        assertThat(CatalogueFile.read(CatalogueFile.BUILTIN))
                .hasSizeGreaterThan(500)
                .allMatch(item -> !item.description().isBlank());
    }

    /** Would catch a description that is lost in one of the forms, or that is too long and refuses a whole file. */
    @Test
    void descriptions_ofAllForms_areReadAndCutAtAWord() throws Exception {
        String longText = "word ".repeat(200).strip();
        assertThat(read("a.csv", "id,title,keywords\n1,Jaws,\"shark, beach\"\n")
                        .getFirst()
                        .description())
                .isEqualTo("shark, beach");
        assertThat(read("b.tsv", "id\ttitle\tdescription\n1\tJaws\t" + longText + "\n")
                        .getFirst()
                        .description())
                .hasSizeLessThanOrEqualTo(MediaItem.MAX_DESCRIPTION)
                .endsWith("word");
        assertThat(read("c.jsonl", "{\"id\":\"1\",\"title\":\"Jaws\",\"description\":\"A shark.\\nA beach.\"}")
                        .getFirst()
                        .description())
                .isEqualTo("A shark. A beach.");
    }

    /** Would catch a file that is half read, or an error that does not say where. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "c.csv~id,title,genres\\n1,Heat\\n~line 2: it has 2 columns",
                "c.csv~title,genres\\nHeat,Crime\\n~line 1: the header",
                "c.csv~id,title\\n1,\"Heat\\n~line 2: a quotation mark",
                "c.csv~id,title\\n1,Heat\\n1,Fargo\\n~line 3: the id 1 stands on a line before",
                "c.csv~id,title,year\\n1,Heat,next\\n~line 2: a year is a number",
                "c.jsonl~{\"id\":\"1\",\"title\":\"Heat\"}\\n{oops~line 2: it is no JSON object",
                "c.jsonl~[1]~line 1: it is no JSON object",
                "c.jsonl~{\"id\":\"1\",\"title\":\"Heat\",\"kind\":\"opera\"}~line 1: a kind is",
                "c.jsonl~{\"id\":\"1\"}~line 1: title is blank",
                "c.csv~id,title\\n~has no titles",
            })
    void brokenLine_isNamed(String name, String text, String says) {
        assertThatThrownBy(() -> read(name, text.replace("\\n", "\n")))
                .isInstanceOf(ViewerException.class)
                .hasMessageContaining(says);
    }

    /** Would catch a device such as /dev/zero whose one line fills the heap. */
    @Test
    void lineWithoutEnd_isLeftAtItsLimit() {
        Reader endless = new Reader() {
            private int read;

            @Override
            public int read(char[] into, int from, int length) {
                read += length;
                if (read > 1_000_000) {
                    throw new AssertionError("a million characters were read of one line");
                }
                Arrays.fill(into, from, from + length, 'x');
                return length;
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> CatalogueFile.read("c.csv", new BufferedReader(endless)))
                .isInstanceOf(ViewerException.class)
                .hasMessageContaining("line 1: it is longer than");
    }

    @Test
    void lineEnds_ofAllSystems_areRead() throws Exception {
        assertThat(read("c.csv", "id,title\r\n1,Heat\r\n\r\n2,Fargo")).hasSize(2);
        assertThat(read("c.csv", "id,title\r1,Heat\r2,Fargo\r")).hasSize(2);
        assertThatThrownBy(() -> read("c.csv", "id,title\r\n1,Heat\r\n1,Fargo"))
                .hasMessageContaining("line 3: the id 1");
    }

    @Test
    void tooLongMissingOrNotUtf8_areNamed() throws Exception {
        assertThatThrownBy(() -> read("c.csv", "id,title\n1," + "x".repeat(10 << 20)))
                .hasMessageContaining("line 2: it is longer than");
        assertThatThrownBy(
                        () -> CatalogueFile.read(directory.resolve("none.csv").toString()))
                .hasMessageContaining("there is no file");
        Path latin =
                Files.write(directory.resolve("l.csv"), "id,title\n1,Amélie\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CatalogueFile.read(latin.toString())).hasMessageContaining("not UTF-8");
    }
}
