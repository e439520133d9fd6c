package io.exogenesis.omega.lab.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are nearly what is looked for. */
class FileHintsTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "ml-latest-small.zip,ml-latest-small.zip is an archive: unpack it first",
        "ratings.csv.bz2,ratings.csv.bz2 is an archive: unpack it first",
        "RATINGS.CSV,RATINGS.CSV is read if its name is in lower case: ratings.csv",
        "Mine.Tsv.GZ,Mine.Tsv.GZ is read if its name is in lower case: mine.tsv.gz",
        "ratings.txt,ratings.txt is read if its name ends in .csv or .tsv"
    })
    void read_nearlyTheName_saidWhatHelps(String name, String hint) throws IOException {
        Files.writeString(dir.resolve(name), "viewer,item,rating\na,x,4\n");
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no ratings in " + dir)
                .hasMessageContaining(hint);
    }

    @Test
    void read_severalTables_bothNamed() throws IOException {
        Files.writeString(dir.resolve("a.csv"), "viewer,item,rating\na,x,4\n");
        Files.writeString(dir.resolve("b.tsv"), "viewer\titem\trating\na\tx\t4\n");
        assertThatThrownBy(() -> RatingsReader.read(dir))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("a.csv and b.tsv");
    }
}
