package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken row takes with it is counted, and what no id can be is one. */
class BrokenRowsTest {
    private static final String HEAD = "viewer,item,rating\na,x,4\n";

    @TempDir
    private Path dir;

    private Reading read(String text, int most) {
        return new Sets(dir).read("mine.csv", text, ReadOptions.STRICT.skipping(most));
    }

    /** One mark that does not end makes one row of all that follow. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void read_quoteThatDoesNotEnd_countsEveryLine(String end) {
        String text = (HEAD + "a,\"y,3\n" + "b,z,5\n".repeat(20)).replace("\n", end);
        assertThatThrownBy(() -> read(text, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("mine.csv:3: ")
                .hasMessageContaining("does a quoted field not end?")
                .hasMessageContaining("lines 3 to 23")
                .hasMessageContaining("--skip-broken allows 1");
        assertThatThrownBy(() -> read(text, 20)).hasMessageContaining("21 rows");
        Reading read = read(text + "", 21);
        assertThat(read.skippedRows()).isEqualTo(21);
        assertThat(read.recognised()).contains("broken rows skipped: 21");
        assertThat(read.skipped())
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("mine.csv:3-23: ");
    }

    /** A second stray mark ends the field, and the number of fields may be right. */
    @Test
    void read_swallowedRowsInAnId_broken() {
        String text = HEAD + "a,\"y,3\nb,z,5\nb,\"w,2\nc,x,1\n";
        assertThatThrownBy(() -> read(text, 2)).hasMessageContaining("lines 3 to 5");
        assertThat(read(text, 3).data().viewers()).extracting(ViewerHistory::id).containsExactly("a", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\u0007a", "a\u0085b", "\"a\nb\""})
    void read_viewerIdWithAControlCharacter_broken(String id) {
        assertThatThrownBy(() -> read(HEAD + id + ",y,3\n", 0))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("mine.csv:3: the viewer id has a control character");
        assertThatThrownBy(() -> read(HEAD + "a," + id + ",3\n", 0))
                .hasMessageContaining("mine.csv:3: the item id has a control character");
    }

    /** A title may stand in two lines; the rest of a file is none. */
    @Test
    void read_titleThatSwallowsRows_broken() throws IOException {
        Files.writeString(
                dir.resolve("movies.csv"),
                "movieId,title,genres\n1,\"Heat\n(1995)\",Crime\n2,\"Fargo,Crime\n3,Alien,Horror\n4,Tron,Action\n"
                        + "5,Up,Drama\n6,\"Speed,Action\n7,Se7en,Crime\n");
        Sets sets = new Sets(dir);
        String ratings = "userId,movieId,rating,timestamp\n1,1,4,978300760\n1,7,3,978300761\n";
        assertThatThrownBy(() -> sets.read("ratings.csv", ratings, ReadOptions.STRICT))
                .hasMessageContaining("movies.csv:4: the title stands in 5 lines: does a quoted field not end?");
        Reading read = sets.read("ratings.csv", ratings, ReadOptions.STRICT.skipping(5));
        assertThat(read.data().items()).hasSize(2);
        assertThat(read.skippedRows()).isEqualTo(5);
    }

    @Test
    void read_decimalComma_saysWhatIsWrong() {
        assertThatThrownBy(() -> new Sets(dir).read("mine.csv", "viewer;item;rating\na;x;4,5\n", ReadOptions.STRICT))
                .hasMessageContaining("the rating is not a number: '4,5'; decimals have a point, not a comma");
    }
}
