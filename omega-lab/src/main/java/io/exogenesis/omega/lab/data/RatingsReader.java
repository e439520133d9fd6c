package io.exogenesis.omega.lab.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Reads a directory of ratings. Which format it is follows from the files that are there; a {@link RatingsFormat} of one's own
 * is asked first.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>format</th><th>ratings</th><th>titles</th></tr>
 * <tr><td>MovieLens latest</td><td>{@code ratings.csv}: userId,movieId,rating,timestamp</td>
 *     <td>{@code movies.csv}: movieId,title,genres (joined by |)</td></tr>
 * <tr><td>MovieLens 100K</td><td>{@code u.data}: tab-separated</td>
 *     <td>{@code u.item}: |-separated, ISO-8859-1, 19 genre flags</td></tr>
 * <tr><td>MovieLens 1M</td><td>{@code ratings.dat}: separated by ::</td>
 *     <td>{@code movies.dat}: separated by ::, ISO-8859-1</td></tr>
 * <tr><td>plain</td><td>one CSV file viewer,item,rating,timestamp, with or without that header; without timestamps the
 *     order of the file is the order of watching</td>
 *     <td>none: a title is called by its id</td></tr>
 * </table>
 */
public final class RatingsReader {
    private static final String PLAIN_HEADER = "viewer,item,rating,timestamp";
    private static final String UNTIMED_HEADER = "viewer,item,rating";
    private static final String RATING_FIELDS = "viewer, item, rating, timestamp";
    private static final String UNTIMED_FIELDS = "viewer, item, rating";
    /** The genre flags of {@code u.item}, in its order. */
    private static final List<String> GENRES_100K = List.of(
            "unknown",
            "Action",
            "Adventure",
            "Animation",
            "Children",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");

    private final Path directory;
    private String format = "";
    private final Titles titles = new Titles();
    private final Histories histories = new Histories();

    private RatingsReader(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads {@code directory}.
     *
     * @throws DatasetException if it is missing, of no known format, or breaks it somewhere (file and line)
     */
    public static Dataset read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new DatasetException("the ratings directory " + directory
                    + (Files.exists(directory) ? " is not a directory" : " does not exist"));
        }
        for (RatingsFormat format : ServiceLoader.load(RatingsFormat.class)) {
            if (format.accepts(directory)) {
                return format.read(directory);
            }
        }
        return new RatingsReader(directory).read();
    }

    private Dataset read() {
        if (has("u.data") || has("u.item")) {
            format = "MovieLens 100K";
            readU100k();
        } else if (has("ratings.dat") || has("movies.dat")) {
            format = "MovieLens 1M";
            readDat();
        } else if (has("movies.csv")) {
            format = "MovieLens latest";
            readLatest();
        } else {
            format = "plain CSV";
            readPlain(plainFile());
        }
        if (histories.isEmpty()) {
            throw new DatasetException("there are no ratings in " + directory);
        }
        String name = directory.toAbsolutePath().normalize().getFileName() + " (" + format + ")";
        return new Dataset(name, titles.items(), histories.inOrder(titles.items()), false);
    }

    private void readLatest() {
        Lines.read(directory.resolve("movies.csv"), UTF_8, (text, at) -> {
            List<String> f = Fields.csv(text, at);
            Fields.count(f, 3, at, "movieId, title, genres");
            if (at.first()) {
                header(f, "movieId,title,genres", at);
            } else {
                titles.add(Fields.number(f.get(0), "movie id", at), f.get(1), Fields.separated(f.get(2), "|"), at);
            }
        });
        Lines.read(directory.resolve("ratings.csv"), UTF_8, (text, at) -> {
            List<String> f = Fields.csv(text, at);
            Fields.count(f, 4, at, RATING_FIELDS);
            if (at.first()) {
                header(f, "userId,movieId,rating,timestamp", at);
            } else {
                rating(f, at, "movies.csv");
            }
        });
    }

    private void readU100k() {
        Lines.read(directory.resolve("u.item"), ISO_8859_1, (text, at) -> {
            List<String> f = Fields.separated(text, "|");
            Fields.count(f, 5 + GENRES_100K.size(), at, "id, title, two dates, address, 19 genre flags");
            List<String> genres = new ArrayList<>();
            for (int g = 0; g < GENRES_100K.size(); g++) {
                if (f.get(5 + g).strip().equals("1")) {
                    genres.add(GENRES_100K.get(g));
                }
            }
            titles.add(Fields.number(f.get(0), "movie id", at), f.get(1), genres, at);
        });
        Lines.read(directory.resolve("u.data"), ISO_8859_1, (text, at) -> {
            List<String> f = Fields.separated(text, "\t");
            Fields.count(f, 4, at, RATING_FIELDS);
            rating(f, at, "u.item");
        });
    }

    private void readDat() {
        Lines.read(directory.resolve("movies.dat"), ISO_8859_1, (text, at) -> {
            List<String> f = Fields.separated(text, "::");
            Fields.count(f, 3, at, "movie, title, genres");
            titles.add(Fields.number(f.get(0), "movie id", at), f.get(1), Fields.separated(f.get(2), "|"), at);
        });
        Lines.read(directory.resolve("ratings.dat"), ISO_8859_1, (text, at) -> {
            List<String> f = Fields.separated(text, "::");
            Fields.count(f, 4, at, RATING_FIELDS);
            rating(f, at, "movies.dat");
        });
    }

    private void readPlain(Path file) {
        Plain plain = new Plain();
        Lines.read(file, UTF_8, (text, at) -> {
            List<String> f = Fields.csv(text, at);
            if (at.first() && plain.begins(f, at)) {
                return;
            }
            Fields.count(f, plain.columns, at, plain.columns == 4 ? RATING_FIELDS : UNTIMED_FIELDS);
            String item = Fields.id(f.get(1), "item id", at);
            long time = plain.columns == 4 ? Fields.timestamp(f.get(3), at) : ++plain.rows;
            histories.add(
                    Fields.id(f.get(0), "viewer id", at),
                    new RatingEvent(titles.indexOrAdd(item, at), Fields.rating(f.get(2), at), time));
        });
        if (plain.columns == 3) {
            format += ", no timestamps: in the order of the file";
        }
    }

    /** What the first line of a plain file says about the others. */
    private static final class Plain {
        private int columns;
        private long rows;

        /** Whether the first line is a header; one that is none has to be a rating. */
        boolean begins(List<String> first, Lines at) {
            String line = String.join(",", first.stream().map(String::strip).toList());
            columns = first.size() == 3 ? 3 : 4;
            if (line.equalsIgnoreCase(PLAIN_HEADER) || line.equalsIgnoreCase(UNTIMED_HEADER)) {
                return true;
            }
            if (first.size() != columns || !Fields.looksLikeNumber(first.get(2))) {
                header(first, PLAIN_HEADER, at);
            }
            return false;
        }
    }

    private void rating(List<String> f, Lines at, String titlesFile) {
        String viewer = Fields.number(f.get(0), "viewer id", at);
        int item = titles.index(Fields.number(f.get(1), "movie id", at), titlesFile, at);
        histories.add(viewer, new RatingEvent(item, Fields.rating(f.get(2), at), Fields.timestamp(f.get(3), at)));
    }

    private static void header(List<String> fields, String expected, Lines at) {
        String found = String.join(",", fields.stream().map(String::strip).toList());
        if (!found.equalsIgnoreCase(expected)) {
            throw at.wrong("expected the header " + expected + ", found " + Fields.shown(found));
        }
    }

    /** The one CSV file of a plain set: {@code ratings.csv}, or the only one there is. */
    private Path plainFile() {
        if (has("ratings.csv")) {
            // With the header of MovieLens it is half of a MovieLens set, and that is what the person should hear.
            Lines.read(directory.resolve("ratings.csv"), UTF_8, (text, at) -> {
                if (at.first() && text.strip().equalsIgnoreCase("userId,movieId,rating,timestamp")) {
                    throw new DatasetException(directory.resolve("movies.csv") + " is missing");
                }
            });
            return directory.resolve("ratings.csv");
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.csv")) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new DatasetException(directory + " cannot be read: " + e.getMessage());
        }
        if (found.size() != 1) {
            throw new DatasetException(
                    "no ratings in " + directory + ": expected ratings.csv and movies.csv, u.data and u.item, "
                            + "ratings.dat and movies.dat, or one CSV file with the header " + PLAIN_HEADER);
        }
        return found.getFirst();
    }

    private boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }
}
