package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.ops.console.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Reads a directory of ratings. Which format it is follows from the files that are there, each plain or as {@code .gz}; a {@link
 * RatingsFormat} of one's own is asked first.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>format</th><th>ratings</th><th>titles</th></tr>
 * <tr><td>RecBole</td><td>{@code NAME.inter}: tab-separated, a header of names with types</td>
 *     <td>{@code NAME.item}, if it is there</td></tr>
 * <tr><td>MovieLens 100K</td><td>{@code u.data}: tab-separated</td>
 *     <td>{@code u.item}: |-separated, 19 genre flags</td></tr>
 * <tr><td>MovieLens 1M/10M</td><td>{@code ratings.dat}: separated by ::</td>
 *     <td>{@code movies.dat}: separated by ::</td></tr>
 * <tr><td>MovieLens latest</td><td>{@code ratings.csv}: columns by name</td>
 *     <td>{@code movies.csv}: columns by name, genres joined by |</td></tr>
 * <tr><td>plain</td><td>one CSV or TSV file: columns by name, or viewer, item, rating, timestamp without a header; without
 *     timestamps the order of the file is the order of watching</td>
 *     <td>none: a title is called by its id</td></tr>
 * </table>
 *
 * <p>Rows stand in columns of numbers, 24 bytes each, until all are read; the data set then has 44 bytes an event.
 */
public final class RatingsReader {
    private static final String LATEST_HEADER = "userId,movieId,rating,timestamp";

    private final DataFiles files;
    private final ReadContext context;
    private final Titles titles = new Titles();
    private final List<Table> tables = new ArrayList<>();
    private String format = "";

    private RatingsReader(Path directory, ReadContext context) {
        this.files = new DataFiles(directory);
        this.context = context;
    }

    /**
     * Reads {@code directory} strictly, without a word.
     *
     * @throws DatasetException if it is missing, of no known format, or breaks it somewhere (file and line)
     */
    public static Dataset read(Path directory) {
        Terminal silent =
                Terminal.plain(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return read(directory, ReadOptions.STRICT, silent).data();
    }

    /**
     * Reads {@code directory}.
     *
     * @param terminal for progress, if it takes long
     * @throws DatasetException if it is missing, of no known format, needs an option to be understood, or has more broken rows
     *     than may be skipped (file and line)
     */
    public static Reading read(Path directory, ReadOptions options, Terminal terminal) {
        if (!Files.isDirectory(directory)) {
            throw new DatasetException("the ratings directory " + directory
                    + (Files.exists(directory) ? " is not a directory" : " does not exist"));
        }
        for (RatingsFormat own : ServiceLoader.load(RatingsFormat.class)) {
            if (own.accepts(directory)) {
                if (!options.equals(ReadOptions.STRICT)) {
                    throw new DatasetException(
                            directory + " is read by " + own.getClass().getSimpleName()
                                    + ", which knows no --scale, --implicit, --skip-broken or --columns");
                }
                return new Reading(
                        own.read(directory), "Read by " + own.getClass().getSimpleName(), List.of(), 0, true);
            }
        }
        ReadContext context = new ReadContext(options, new Skipped(options.skipBroken()), terminal);
        return new RatingsReader(directory, context).read();
    }

    private Reading read() {
        RatingRows rows = rows();
        ReadOptions options = context.options();
        Histories histories = Histories.of(rows, titles.items(), options.implicit());
        String name = files.directory().toAbsolutePath().normalize().getFileName() + " (" + format
                + (rows.timed() ? "" : ", no timestamps: the order of the file is taken for time") + ")";
        Map<String, Long> counted = new LinkedHashMap<>();
        counted.put("repeated rows counted once", histories.repeated());
        counted.put("titles described again in the same words", titles.repeated());
        counted.put("titles without a text, called by their ids", titles.unnamed());
        counted.put("broken rows skipped", context.skipped().lines());
        return new Reading(
                new Dataset(name, titles.items(), histories.viewers(), false),
                Recognised.line(format, tables, rows, options, counted),
                context.skipped().rows(),
                context.skipped().lines(),
                rows.timed());
    }

    private RatingRows rows() {
        List<Path> atomic = files.ending(".inter");
        if (!atomic.isEmpty()) {
            return recBole(atomic);
        }
        if (files.has("u.data") || files.has("u.item")) {
            format = "MovieLens 100K";
            TitleRows.readU100k(table(files.get("u.item"), Separator.PIPE), titles);
            return ratings(table(files.get("u.data"), Separator.TAB), new RatingRows.Rules(false, true, "u.item"));
        }
        if (files.has("ratings.dat") || files.has("movies.dat")) {
            format = "MovieLens 1M/10M";
            TitleRows.readDat(table(files.get("movies.dat"), Separator.DOUBLE_COLON), titles);
            return ratings(
                    table(files.get("ratings.dat"), Separator.DOUBLE_COLON),
                    new RatingRows.Rules(false, true, "movies.dat"));
        }
        if (files.has("movies.csv")) {
            format = "MovieLens latest";
            TitleRows.readNamed(table(files.get("movies.csv")), titles);
            return ratings(table(files.get("ratings.csv")), new RatingRows.Rules(true, false, "movies.csv"));
        }
        return plain();
    }

    private RatingRows recBole(List<Path> atomic) {
        format = "RecBole atomic files";
        if (atomic.size() > 1) {
            throw new DatasetException("there are several .inter files in " + files.directory() + ", "
                    + atomic.get(0).getFileName() + " and " + atomic.get(1).getFileName()
                    + " among them: leave the whole one there");
        }
        String inter = String.valueOf(atomic.getFirst().getFileName());
        String item = inter.substring(0, inter.lastIndexOf(".inter")) + ".item";
        boolean described = files.has(item);
        if (described) {
            TitleRows.readNamed(table(files.get(item), Separator.TAB), titles);
        }
        return ratings(
                table(atomic.getFirst(), Separator.TAB), new RatingRows.Rules(true, false, described ? item : ""));
    }

    private RatingRows ratings(Table table, RatingRows.Rules rules) {
        return RatingRows.read(table, rules, titles, context.options());
    }

    private Table table(Path file) {
        Table table = Table.of(file, context);
        tables.add(table);
        return table;
    }

    private Table table(Path file, Separator separator) {
        Table table = Table.of(file, separator, context);
        tables.add(table);
        return table;
    }

    private RatingRows plain() {
        format = "plain CSV";
        Table table = table(plainFile());
        // With the header of MovieLens it is half of a MovieLens set, and that is what the person should hear.
        if (files.has("ratings.csv") && table.firstLine().strip().equalsIgnoreCase(LATEST_HEADER)) {
            throw new DatasetException(files.directory().resolve("movies.csv") + " is missing");
        }
        return ratings(table, new RatingRows.Rules(true, false, ""));
    }

    /** The one table of a plain set: {@code ratings.csv}, or the only one there is. */
    private Path plainFile() {
        if (files.has("ratings.csv")) {
            return files.get("ratings.csv");
        }
        List<Path> found = files.ending(".csv", ".tsv");
        if (found.size() > 1) {
            throw new DatasetException("which of the tables in " + files.directory() + " has the ratings: "
                    + found.get(0).getFileName() + " and " + found.get(1).getFileName()
                    + " are there; leave one of them, or call it ratings.csv");
        }
        if (found.isEmpty()) {
            throw new DatasetException("no ratings in " + files.directory()
                    + files.nearly().map(hint -> " (" + hint + ")").orElse("")
                    + ": expected ratings.csv and movies.csv, u.data and u.item, ratings.dat and movies.dat, NAME.inter,"
                    + " or one CSV or TSV file with the header viewer,item,rating,timestamp");
        }
        return found.getFirst();
    }
}
