package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories as other services write them, from the command line on. */
class HistoryImportTest {
    private static final String TITLES = """
            id,title,year,genres,kind
            matrix,The Matrix,1999,Action|Sci-Fi,movie
            odyssey,2001: A Space Odyssey,1968,Sci-Fi,movie
            volver,Volver,2006,Drama,movie
            bruges,In Bruges,2008,Comedy|Crime,movie
            leon,Léon,1994,Crime|Drama,movie
            dune84,Dune,1984,Sci-Fi,movie
            dune21,Dune,2021,Sci-Fi,movie
            expanse,The Expanse,2015,Sci-Fi,series
            """;

    @TempDir
    Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private CommandRun run(Path file, String... more) throws IOException {
        Path titles = file("titles.csv", TITLES);
        List<String> arguments = Stream.concat(
                        Stream.of("import", file.toString(), "--catalogue", titles.toString()), Stream.of(more))
                .toList();
        return CommandRun.of(directory.resolve("agent"), "", arguments.toArray(String[]::new));
    }

    private Map<String, JsonObject> exported() {
        Map<String, JsonObject> titles = new HashMap<>();
        CommandRun.of(directory.resolve("agent"), "", "export")
                .out()
                .lines()
                .skip(1)
                .forEach(line -> {
                    JsonObject title = JsonParser.parseString(line).getAsJsonObject();
                    titles.put(title.get("mediaId").getAsString(), title);
                });
        return titles;
    }

    private static void counts(JsonObject json, String format, int imported, int known, int notFound, int unclear) {
        assertThat(json.get("format").getAsString()).isEqualTo(format);
        assertThat(json.get("imported").getAsInt()).as("imported").isEqualTo(imported);
        assertThat(json.get("known").getAsInt()).as("known").isEqualTo(known);
        assertThat(json.get("notFound").getAsJsonArray()).hasSize(notFound);
        assertThat(json.get("unclear").getAsJsonArray()).hasSize(unclear);
    }

    // Noon of today may be still to come: what the viewer did until then counted as older and was lost.
    @Test
    void import_dayThatIsNotOver_countsAsNowAndGivesWayToWhatFollows() throws IOException {
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        Path ratings = file("r.csv", "Date,Name,Year,Letterboxd URI,Rating\n" + tomorrow + ",Volver,2006,u,4.5\n");
        if (LocalTime.now(ZoneOffset.UTC).getHour() < 11) {
            ratings = file(
                    "r.csv", "Date,Name,Year,Letterboxd URI,Rating\n" + tomorrow.minusDays(1) + ",Volver,2006,u,4.5\n");
        }
        counts(run(ratings, "--json").json(), "Letterboxd", 1, 0, 0, 0);
        assertThat(CommandRun.of(directory.resolve("agent"), "", "track", "rating", "volver", "1")
                        .exit())
                .isZero();
        assertThat(exported().get("volver").get("rating").getAsDouble()).isEqualTo(1);
        assertThat(Instant.parse(exported().get("volver").get("at").getAsString()))
                .isBeforeOrEqualTo(Instant.now());
        counts(run(ratings, "--json").json(), "Letterboxd", 0, 1, 0, 0);
    }

    @Test
    void import_dateInAges_isRefusedAsAWhole() throws IOException {
        Path ratings = file(
                "r.csv",
                "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Dune,2021,u,3\n9999-12-31,Volver,2006,u,4.5\n");
        CommandRun refused = run(ratings);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Volver (2006)", "9999-12-31", "still to come", "nothing was imported");
        assertThat(exported()).isEmpty();
    }

    private void again(Path file, String format, int known, int notFound, int unclear) throws IOException {
        counts(run(file, "--json").json(), format, 0, known, notFound, unclear);
    }

    @Test
    void netflix_datesOfAllStyles_episodesCountForTheirShow() throws Exception {
        Path file = file("NetflixViewingHistory.csv", """
                \ufeffTitle,Date
                "The Matrix","9/13/23"
                "The Expanse: Season 1: ""Dulcinea\""","31.12.22"
                "The Expanse: Season 1: ""The Big Empty\""","2022-12-31"
                "2001: A Space Odyssey","1/2/23"
                "Leon","2/14/23"
                "Dune","3/1/23"
                "Volver: A Story","3/1/23"
                """);
        String format = "Netflix viewing activity";
        counts(run(file, "--json").json(), format, 5, 0, 1, 1);
        Map<String, JsonObject> titles = exported();
        assertThat(titles).containsOnlyKeys("matrix", "expanse", "odyssey", "leon");
        assertThat(titles.get("matrix").get("at").getAsString()).isEqualTo("2023-09-13T12:00:00Z");
        assertThat(titles.get("odyssey").get("at").getAsString()).isEqualTo("2023-01-02T12:00:00Z");
        assertThat(titles.get("expanse").get("watches").getAsInt()).isEqualTo(2);
        assertThat(titles.get("leon").get("seen").getAsBoolean()).isTrue();
        again(file, format, 5, 1, 1);
    }

    @Test
    void netflixDetailed_oneProfileIsChosen_previewsDoNotCount() throws Exception {
        Path file = file("ViewingActivity.csv", """
                Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country
                Ana,2023-01-01 20:00:00,01:00:00,,The Matrix,,TV,,,ES
                Ana,2023-01-01 22:00:00,00:20:00,,The Matrix,,TV,,,ES
                Ana,2023-01-02 20:00:00,00:01:10,,Volver,TRAILER,TV,,,ES
                Ana,2023-01-03 20:00:00,00:00:20,Autoplayed: user action: None; ,In Bruges,,TV,,,ES
                Bob,2023-01-04 20:00:00,02:00:00,,Volver,,TV,,,ES
                """);
        CommandRun both = run(file);
        assertThat(both.exit()).isEqualTo(1);
        assertThat(both.problem()).contains("Ana, Bob", "--profile");
        counts(run(file, "--json", "--profile", "Ana").json(), "Netflix ViewingActivity", 1, 0, 0, 0);
        JsonObject matrix = exported().get("matrix");
        assertThat(matrix.get("at").getAsString()).isEqualTo("2023-01-01T22:00:00Z");
        assertThat(matrix.get("liking").getAsString()).isEqualTo("HIGH");
    }

    @Test
    void letterboxd_ratingsAndDiary_halfStarsStay_noRatingIsWatched() throws Exception {
        Path ratings = file("ratings.csv", """
                Date,Name,Year,Letterboxd URI,Rating
                2023-09-13,Léon: The Professional,1994,https://boxd.it/1,4.5
                2023-09-13,Leon,1995,https://boxd.it/1,4.5
                2023-09-14,"Matrix, The",1999,https://boxd.it/2,0.5
                2023-09-15,Dune,2021,https://boxd.it/3,
                """);
        counts(run(ratings, "--json").json(), "Letterboxd", 3, 0, 1, 0);
        Map<String, JsonObject> titles = exported();
        assertThat(titles.get("leon").get("rating").getAsDouble()).isEqualTo(4.5);
        assertThat(titles.get("matrix").get("rating").getAsDouble()).isEqualTo(.5);
        assertThat(titles.get("dune21").has("rating")).isFalse();
        assertThat(titles.get("dune21").get("seen").getAsBoolean()).isTrue();
        again(ratings, "Letterboxd", 3, 1, 0);

        Path reviews = file("reviews.csv", """
                Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
                2023-10-02,Dune,2021,https://boxd.it/3,3.5,Yes,"Of sand,
                ""and"" of worms.",,2023-10-01
                """);
        counts(run(reviews, "--json").json(), "Letterboxd", 1, 0, 0, 0);
        assertThat(exported().get("dune21").get("at").getAsString()).isEqualTo("2023-10-01T12:00:00Z");
        assertThat(run(file("watchlist.csv", "Date,Name,Year,Letterboxd URI\n")).problem())
                .contains("watchlist");
    }

    /** A spreadsheet writes what it read with the separator of its country. */
    @Test
    void semicolonsOrTabs_areSeparators_too() throws Exception {
        for (String separator : List.of(";", "\t")) {
            Path file = file(
                    "ratings.csv",
                    "Date,Name,Year,Letterboxd URI,Rating\n2023-09-13,Leon,1994,u,4.5\n".replace(",", separator));
            CommandRun run = run(file, "--json");
            assertThat(run.exit()).as(run.err()).isZero();
        }
        assertThat(exported().get("leon").get("rating").getAsDouble()).isEqualTo(4.5);
    }

    /** Would catch a file that speaks to the terminal, or floods it. */
    @Test
    void namesOfTheFile_areShownWithoutControlCharacters_andShort() throws Exception {
        String title = "\u001b[31mRed\u0007 " + "long ".repeat(1_000);
        CommandRun run = run(file("n.csv", "Title,Date\n\"" + title + "\",2023-01-05\n"));
        assertThat(run.out())
                .contains("[31mRed")
                .doesNotContain("\u001b", "\u0007")
                .hasSizeLessThan(400);
        CommandRun error = run(file("n.csv", "Title,Date\nVolver,\u001b[31m\n"));
        assertThat(error.problem()).doesNotContain("\u001b");
    }

    @Test
    void imdb_tenPointsBecomeFive_originalTitleCounts_episodesAreNoRating() throws Exception {
        Path file = file("imdb.csv", """
                Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres
                tt1,9,2023-09-13,Der Profi,Léon,u,Movie,8.5,110,1994,"Crime, Drama"
                tt2,7,2023-09-14,The Expanse: Dulcinea,The Expanse: Dulcinea,u,TV Episode,8,45,2015,Drama
                tt3,10,2023-09-15,The Expanse,The Expanse,u,TV Series,8.5,60,2015,Drama
                tt4,,,Volver,Volver,u,Movie,7.6,121,2006,Drama
                """.replace("\n", "\r\n"));
        counts(run(file, "--json").json(), "IMDb ratings", 2, 0, 1, 0);
        Map<String, JsonObject> titles = exported();
        assertThat(titles.get("leon").get("rating").getAsDouble()).isEqualTo(4.5);
        assertThat(titles.get("expanse").get("rating").getAsDouble()).isEqualTo(5);
        again(file, "IMDb ratings", 2, 1, 0);
    }

    @Test
    void trakt_ratingsAndHistory_moviesAndShows() throws Exception {
        Path ratings = file("ratings.json", """
                [{"rated_at":"2023-09-13T20:11:05.000Z","rating":7,"type":"movie",
                  "movie":{"title":"Dune","year":1984,"ids":{"trakt":1,"imdb":"tt0087182"}}},
                 {"rated_at":"2023-09-14T20:11:05.000Z","rating":2,"type":"episode","episode":{"season":1,"title":"Dulcinea"},
                  "show":{"title":"The Expanse","year":2015}}]
                """);
        counts(run(ratings, "--json").json(), "Trakt", 2, 0, 0, 0);
        Path history = file("history.json", """
                [{"id":2,"watched_at":"2023-09-15T20:11:05.000Z","action":"watch","type":"episode","episode":{"title":"x"},
                  "show":{"title":"The Expanse","year":2015}},
                 {"id":1,"watched_at":"2023-09-10T20:11:05.000Z","action":"scrobble","type":"movie","movie":{"title":"Volver","year":null}}]
                """);
        counts(run(history, "--json").json(), "Trakt", 2, 0, 0, 0);
        Map<String, JsonObject> titles = exported();
        assertThat(titles.get("dune84").get("rating").getAsDouble()).isEqualTo(3.5);
        assertThat(titles.get("dune84").get("at").getAsString()).isEqualTo("2023-09-13T20:11:05Z");
        assertThat(titles.get("expanse").has("rating")).isFalse();
        assertThat(titles.get("expanse").get("watches").getAsInt()).isEqualTo(2);
        again(history, "Trakt", 2, 0, 0);
    }

    /** A rating that is older than a view still is the viewer's word. */
    @Test
    void ratingOlderThanAView_counts_ifThereWasNone() throws Exception {
        run(file("a.csv", "Title,Date\nVolver,2023-09-13\n"));
        run(file("b.csv", "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Volver,2006,u,2\n"));
        assertThat(exported().get("volver").get("rating").getAsDouble()).isEqualTo(2);
    }

    @Test
    void exportJson_comesBackWhole_fromAnotherOrderToo() throws Exception {
        run(file(
                "a.csv",
                "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Volver,2006,u,2\n2021-01-01,Dune,2021,u,\n"));
        String document = CommandRun.of(directory.resolve("agent"), "", "export", "--json")
                .out();
        String expected =
                CommandRun.of(directory.resolve("agent"), "", "export").out();
        for (String text : List.of(
                document,
                document.replaceAll("\\s*\n\\s*", ""),
                "{\"titles\":" + titles(document) + ",\"version\":1,\"format\":\"omega-history\"}")) {
            Path fresh = Files.createTempDirectory(directory, "fresh");
            CommandRun back = CommandRun.of(fresh, text, "import", "-", "--json");
            assertThat(back.json().get("imported").getAsInt()).as(back.err()).isEqualTo(2);
            assertThat(CommandRun.of(fresh, "", "export").out()).isEqualTo(expected);
        }
    }

    private static String titles(String document) {
        return JsonParser.parseString(document).getAsJsonObject().get("titles").toString();
    }

    @Test
    void notFound_listedUpToAScreenful_allInJson() throws Exception {
        StringBuilder text = new StringBuilder("Title,Date\n");
        for (int i = 0; i < 60; i++) {
            text.append("Nobody's Film ").append(i).append(",2023-01-05\n");
        }
        Path file = file("n.csv", text.toString());
        CommandRun lines = run(file);
        assertThat(lines.exit()).isZero();
        assertThat(lines.out()).contains("Not in the catalogue (60)", "  Nobody's Film 0\n", "more (--json lists all)");
        assertThat(lines.out().lines().count()).isLessThan(24);
        assertThat(run(file, "--json").json().get("notFound").getAsJsonArray()).hasSize(60);
    }

    @Test
    void ownHistory_idsThatTheCatalogueLacks_areReported() throws Exception {
        Path file = file("h.jsonl", "{\"mediaId\":\"nobody\",\"at\":\"2023-01-05T00:00:00Z\",\"rating\":4}\n");
        assertThat(run(file).out()).contains("Ids that the catalogue does not have", "  nobody\n");
    }

    @Test
    void noCatalogue_takesTheBuiltInTitlesAndSaysSo() throws Exception {
        Path file = file("n.csv", "Title,Date\nCasablanca,2023-01-05\n");
        CommandRun none = CommandRun.of(directory.resolve("agent"), "", "import", file.toString());
        assertThat(none.exit()).isZero();
        assertThat(none.err()).contains("built-in titles", "--catalogue");
        assertThat(none.out()).contains("1 entry read, 1 imported");
    }

    static Stream<Arguments> broken() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("Title,Date\n".getBytes(StandardCharsets.UTF_8));
        }
        return Stream.of(
                Arguments.of("Title,Date\nVolver,2023-01-05\n\"In Bruges,2023-01-05\n", "line 3"),
                Arguments.of("Title,Date\nVolver,2023-01-05\nIn Bruges,\"2023-01-05", "not closed"),
                Arguments.of("Title,Date\nVolver,2023-01-05\nIn Bruges,soon\n", "line 3: a date is written"),
                Arguments.of("Title,Date\nVolver,2023-01-05,more\n", "line 2: it has 3 columns, the header has 2"),
                Arguments.of("Title,Date\nVol\0ver,2023-01-05\n", "line 2: it has a NUL byte"),
                Arguments.of("Date,Name,Year,Letterboxd URI,Rating\n2023-01-05,Volver,2006,u,5.5\n", "between 0 and 5"),
                Arguments.of(
                        "Date,Name,Year,Letterboxd URI,Rating\n2023-01-05,Volver,MMVI,u,5\n", "a year is a number"),
                Arguments.of("Const,Title,Your Rating,Date Rated\ntt1,Volver,11,2023-01-05\n", "between 0 and 10"),
                Arguments.of("[{\"rated_at\":\"2023-01-05\",\"rating\":1,\"movie\":{}}]", "a time is written"),
                Arguments.of("[{\"listed_at\":\"2023-01-05T00:00:00Z\",\"movie\":{}}]", "watchlist"),
                Arguments.of("[\n{\"movie\":[]}]", "line 2: a value is of another type"),
                Arguments.of("[{\"movie\":", "the file ends within"),
                Arguments.of("[{\"x\":" + "[".repeat(100_000), "nested too deeply"),
                Arguments.of("{\"x\":" + "[".repeat(100_000), "line 1"),
                Arguments.of("{\"titles\":[{\"mediaId\":\"x\"}]}", "line 1: it needs mediaId and at"),
                Arguments.of("name;stars\nVolver;5\n", "none of the formats"),
                Arguments.of("<html>", "none of the formats"),
                Arguments.of("Title,Date\n\"" + "x".repeat(30 << 20) + "\",2023-01-05\n", "line 2: it is longer than"),
                Arguments.of("Title,Date\n\"" + "x".repeat(1 << 20) + "\",2023-01-05\n", "far too long"),
                Arguments.of("", "is empty"),
                Arguments.of(
                        "Title,Date\nVolver,2023-01-05\nL\u00e9on,2023-01-05\n".getBytes(StandardCharsets.ISO_8859_1),
                        "line 3: it is not UTF-8"),
                Arguments.of("\ufeffTitle,Date\n".getBytes(StandardCharsets.UTF_16LE), "UTF-16"),
                Arguments.of(packed.toByteArray(), "gzip"),
                Arguments.of(new byte[(64 << 20) + 1], "larger than 64 MB"));
    }

    /** One line that names the file; nothing is taken, not even what came before. */
    @ParameterizedTest
    @MethodSource("broken")
    void brokenFile_isOneLine_andNothingIsTaken(Object content, String why) throws Exception {
        byte[] bytes = content instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) content;
        Path file = Files.write(directory.resolve("broken-file"), bytes);
        CommandRun broken = CommandRun.of(directory.resolve("agent"), "", "import", file.toString());
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.problem()).contains("broken-file", why).hasSizeLessThan(500);
        assertThat(directory.resolve("agent")).doesNotExist();
    }

    /** Samples that do not belong to the project, where somebody has laid them beside it. */
    @Test
    void samplesBesideTheProject_areFoundInTheBuiltInTitles() throws Exception {
        Path samples = Path.of(System.getProperty("omega.root", ".."), "..", "shared", "cases", "histories");
        assumeTrue(Files.isDirectory(samples), "skipped: there are no samples in " + samples.toAbsolutePath());
        Map<String, Integer> found = Map.of(
                "netflix-viewing-activity.csv",
                5,
                "letterboxd-ratings.csv",
                4,
                "imdb-ratings.csv",
                2,
                "trakt-ratings-movies.json",
                2);
        for (Map.Entry<String, Integer> sample : found.entrySet()) {
            Path data = directory.resolve(sample.getKey());
            CommandRun run = CommandRun.of(
                    data,
                    "",
                    "import",
                    samples.resolve(sample.getKey()).toString(),
                    "--catalogue",
                    "builtin",
                    "--json");
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.json().get("imported").getAsInt()).as(run.out()).isEqualTo(sample.getValue());
        }
    }
}
