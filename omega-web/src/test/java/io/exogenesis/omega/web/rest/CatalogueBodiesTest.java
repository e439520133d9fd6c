package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.TitleFile;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueBodiesTest {
    @Test
    void fromCsv_movieLensForm_takesTheYearOutOfTheTitle() throws IOException {
        List<MediaItem> items = csv("""
                movieId,title,genres
                1,Toy Story (1995),Adventure|Animation
                11,"American President, The (1995)",Comedy|Drama
                7,"He said ""no"" (2001)",(no genres listed)
                """);

        assertThat(items)
                .containsExactly(
                        movie("1", "Toy Story", 1995, "Adventure", "Animation"),
                        movie("11", "American President, The", 1995, "Comedy", "Drama"),
                        movie("7", "He said \"no\"", 2001));
    }

    @Test
    void fromCsv_ownForm_anyOrderOfColumns() throws IOException {
        List<MediaItem> items = csv("kind,year,id,title\nseries,1999,s1,Some Series\n,,x,Untold\n");

        assertThat(items.get(0).kind()).isEqualTo(MediaItem.Kind.SERIES);
        assertThat(items.get(0).year()).hasValue(1999);
        assertThat(items.get(1).year()).isEmpty();
        assertThat(items.get(1).description()).isEmpty();
    }

    @Test
    void genres_thatAreTheSame_areOne_andIdsAreStripped() throws IOException {
        String json = "[{\"id\":\" h1 \",\"title\":\" Jaws \",\"genres\":[\"Drama\",\"drama\",\"Drama \"]}]";
        assertThat(json(json))
                .containsExactly(MediaItem.builder(new MediaId("h1"), "Jaws")
                        .genres(List.of("Drama"))
                        .build());
        assertThat(csv("id,title,genres\n1,Jaws,Drama|drama| Horror\n"))
                .extracting(MediaItem::genres)
                .containsExactly(List.of("Drama", "Horror"));
    }

    /** Would catch a file in Latin-1 that spoils names without a word. */
    @Test
    void fromCsv_lineThatIsNoUtf8_isBroken() throws IOException {
        byte[] latin = "id,title\n1,Am\u00e9lie\n2,Jaws\n".getBytes(StandardCharsets.ISO_8859_1);
        TitleFile file = CatalogueBodies.fromCsv(new ByteArrayInputStream(latin));
        assertThat(file.titles()).extracting(MediaItem::title).containsExactly("Jaws");
        assertThat(file.faults().getFirst().toString()).isEqualTo("line 2: it is not encoded in UTF-8");
    }

    // A description that an operator sends must reach the searches.
    @Test
    void description_ofBothForms_isTaken() throws IOException {
        assertThat(csv("id,title,description\n1,Jaws,\"A shark, a beach\"\n"))
                .extracting(MediaItem::description)
                .containsExactly("A shark, a beach");
        String json = "[{\"id\":\"1\",\"title\":\"Jaws\",\"description\":\"A shark\"}]";
        assertThat(json(json)).extracting(MediaItem::description).containsExactly("A shark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name,genre\n",
                "id,title\n1\n",
                "id,title\n1,\"open\n",
                "id,title,year\n1,T,soon\n",
                "id,title,year\n1,T,1200\n",
                "id,title,kind\n1,T,song\n",
                "id,title\n,T\n"
            })
    void fromCsv_badInput_namesTheLine(String text) {
        assertThatThrownBy(() -> csv(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("(?s)(line \\d+: )?.+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[7]",
                "[{\"id\":\"1\"}]",
                "[{\"id\":1,\"title\":\"T\"}]",
                "[{\"id\":\"1\",\"title\":\"T\",\"year\":\"old\"}]",
                "[{\"id\":\"1\",\"title\":\"T\",\"year\":4294969296}]",
                "[{\"id\":\"1\",\"title\":\"T\",\"year\":18446744073709553616}]",
                "[{\"id\":\"1\",\"title\":\"T\",\"year\":1999.5}]",
                "[{\"id\":\"1\",\"title\":\"T\",\"genre\":[\"Drama\"]}]",
                "[{\"id\":\"1\",\"title\":\"T\",\"genres\":\"Drama\"}]",
                "[{\"id\":\"1\",\"title\":\"T\",\"genres\":[1]}]"
            })
    void fromJson_badInput_namesTheTitle(String text) {
        assertThatThrownBy(() -> json(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("title number 1: ");
    }

    /** Whatever stands in a field comes out of it again. */
    @Property(tries = 200)
    void fields_writtenByTheRules_areReadBack(@ForAll("lines") List<String> fields) {
        String line = String.join(
                ",",
                fields.stream().map(f -> '"' + f.replace("\"", "\"\"") + '"').toList());

        assertThat(CatalogueBodies.fields(line)).isEqualTo(fields);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings()
                .withChars("a,\"| (1995)é")
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static List<MediaItem> csv(String text) throws IOException {
        return whole(CatalogueBodies.fromCsv(new BufferedReader(new StringReader(text))));
    }

    private static List<MediaItem> json(String text) {
        return whole(CatalogueBodies.fromJson(in(text)));
    }

    /** As an import has it: all or nothing. */
    private static List<MediaItem> whole(TitleFile file) {
        for (TitleFile.Fault fault : file.faults()) {
            throw Bodies.malformed(fault.toString());
        }
        return new ArrayList<>(file.titles());
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    // A preview names each line to mend; one that stopped at the first would be asked for again and again.
    @Test
    void fromCsv_brokenLinesAndDuplicates_areEachNamed_andTheOthersRead() throws IOException {
        TitleFile file =
                CatalogueBodies.fromCsv(in("id,title,year\na,One,1990\nb,Two,soon\n\n,x,1990\na,Again,\nc,Three,\n"));

        assertThat(file.faults())
                .extracting(TitleFile.Fault::toString)
                .satisfiesExactly(
                        f -> assertThat(f).startsWith("line 3: ").contains("soon"),
                        f -> assertThat(f).startsWith("line 5: "),
                        f -> assertThat(f).isEqualTo("line 6: title a is named twice, first in line 2"));
        assertThat(file.broken()).isEqualTo(2);
        assertThat(file.duplicates()).isEqualTo(1);
        assertThat(file.titles()).extracting(i -> i.id().value()).containsExactly("a", "c");
    }

    // A reason goes to terminals: a line may hold a megabyte, and anything.
    @Test
    void fromCsv_brokenLineOfManyCharacters_isCutInItsReason() throws IOException {
        TitleFile file = CatalogueBodies.fromCsv(in("id,title,kind\na,One,\u001b[31m" + "k".repeat(10_000) + "\n"));

        assertThat(file.faults().getFirst().reason()).hasSizeLessThan(300).doesNotContain("\u001b");
    }

    @Test
    void hashed_isOfAllBytesThatCame() throws IOException {
        String body = "[{\"id\":\"1\",\"title\":\"Jaws\"}]  \n";

        assertThat(CatalogueBodies.hashed(in(body), CatalogueBodies::fromJson).sha256())
                .isEqualTo("a88e94480d623bfb0a4f8b07c9d0bb9b62b73afa1b74a209c90beeb0a6382824");
    }

    private static MediaItem movie(String id, String title, int year, String... genres) {
        return MediaItem.builder(new MediaId(id), title)
                .year(year)
                .genres(List.of(genres))
                .build();
    }
}
