package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which column is which: what is named is taken or refused, never passed over. */
class ColumnsTest {
    private static final ReadOptions IMPLICIT = ReadOptions.STRICT.withImplicit();

    @TempDir
    private Path dir;

    private Reading read(String text, ReadOptions options) {
        return new Sets(dir).read("x.csv", text, options);
    }

    @Test
    void read_namedTimeInAFileWithoutHeader_isTheTime() {
        String text = "ann,heat,1557000100\nann,fargo,1557000000\n";
        Reading read = read(text, IMPLICIT.withColumns(Map.of(Column.TIMESTAMP, "3")));
        assertThat(read.recognised())
                .contains("columns without a header viewer=1 item=2 timestamp=3; times in seconds, 2019-05-04")
                .doesNotContain("count");
        assertThat(read.data().viewers().getFirst().events())
                .extracting(RatingEvent::item)
                .containsExactly(1, 0);
    }

    @Test
    void read_namedPlacesInAFileWithoutHeader_changePlaces() {
        Reading read = read(
                "ann,heat,1557000000,4\nann,fargo,1557000001,5\n",
                ReadOptions.STRICT.withColumns(Map.of(Column.TIMESTAMP, "3", Column.RATING, "4")));
        assertThat(read.recognised())
                .contains("viewer=1 item=2 rating=4 timestamp=3")
                .contains("ratings 4 to 5");
    }

    /** The place of another column is not free: nothing is left of which the item could be. */
    @Test
    void read_namedPlaceOfTheItem_refused() {
        assertThatThrownBy(() -> read(
                        "ann,1557000000,4\nann,1557000001,5\n",
                        ReadOptions.STRICT.withColumns(Map.of(Column.TIMESTAMP, "2"))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("x.csv:1: ")
                .hasMessageContaining("--columns item=");
    }

    @ParameterizedTest
    @CsvSource({"VIEWER,who,ITEM,1", "RATING,how,TIMESTAMP,how", "VIEWER,Who,ITEM,who"})
    void read_oneColumnForTwo_refused(Column one, String name, Column two, String again) {
        Map<Column, String> named = new java.util.EnumMap<>(Map.of(Column.VIEWER, "who", Column.ITEM, "what"));
        named.put(one, name);
        named.put(two, again);
        assertThatThrownBy(() -> read("who,what,how\nann,heat,4\n", ReadOptions.STRICT.withColumns(named)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("--columns names column ")
                .hasMessageContaining("twice");
    }

    /** What is named for one column is not taken for another as well. */
    @Test
    void read_ratingNamedAsTheTime_thereIsNoTime() {
        Reading read = read(
                "user,item,time\nann,heat,4\nann,fargo,5\n",
                ReadOptions.STRICT.withColumns(Map.of(Column.RATING, "time")));
        assertThat(read.recognised()).contains("rating=time; no timestamps").contains("ratings 4 to 5");
    }

    /** With places alone nothing tells a header from a row: the first row is shown. */
    @Test
    void read_placesOnly_firstRowIsSaid() {
        Reading read = read(
                "who,what\nann,heat\nbob,heat\n", IMPLICIT.withColumns(Map.of(Column.VIEWER, "1", Column.ITEM, "2")));
        assertThat(read.recognised()).contains("columns viewer=1 item=2 (no header, first row who,what); ");
        assertThat(read.data().viewers()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"user_id,what", "who,movieId", "User,Movie"})
    void read_placesAndKnownNames_firstRowIsTheHeader(String header) {
        Reading read = read(
                header + "\nann,heat\nbob,heat\n", IMPLICIT.withColumns(Map.of(Column.VIEWER, "1", Column.ITEM, "2")));
        assertThat(read.data().viewers()).hasSize(2);
        assertThat(read.recognised()).contains("columns viewer=" + header.replace(",", " item="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "user,item,rating,time,rating;columns 3 and 5 are both called rating",
                "user,viewer,Viewer,item,rating;columns 2 and 3 are both called viewer"
            })
    void read_sameNameTwice_refusedWithBothPlaces(String header, String said) {
        assertThatThrownBy(() -> read(header + "\nann,heat,4,5,3\n", ReadOptions.STRICT))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("x.csv:1: ")
                .hasMessageContaining(said)
                .hasMessageContaining("=NUMBER");
    }

    @Test
    void read_namedTwiceInTheHeader_refusedAndItsPlaceTaken() {
        String text = "user,item,note,note\nann,heat,4,5\nann,fargo,3,1\n";
        assertThatThrownBy(() -> read(text, ReadOptions.STRICT.withColumns(Map.of(Column.RATING, "note"))))
                .hasMessageContaining("columns 3 and 4 are both called note");
        assertThat(read(text, ReadOptions.STRICT.withColumns(Map.of(Column.RATING, "4")))
                        .recognised())
                .contains("ratings 1 to 5");
    }
}
