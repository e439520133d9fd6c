package io.exogenesis.omega.lab.words;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.lab.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of {@code ./omega lab words}.
 *
 * @param searches each way to search, over all judged queries; the last is the one that ships
 * @param kinds NDCG@10 of three of the ways by the kind of query
 * @param queries the shipped search, query by query
 * @param seconds of the wall
 */
public record WordsReport(
        int titles,
        int judgedQueries,
        String embedder,
        List<Search> searches,
        List<OfKind> kinds,
        List<OfQuery> queries,
        Tastes tastes,
        Refusals refusals,
        double seconds) {
    public WordsReport {
        searches = List.copyOf(searches);
        kinds = List.copyOf(kinds);
        queries = List.copyOf(queries);
    }

    /**
     * Means over queries.
     *
     * @param ci 95 % of {@code ndcg10}, by bootstrap over queries
     * @param chosenBy over the queries that weights were chosen by
     * @param heldOut over the others
     */
    public record Search(String name, double ndcg10, List<Double> ci, double chosenBy, double heldOut) {}

    /** Means over the queries of a kind. */
    public record OfKind(String kind, int queries, double words, double meaning, double both) {}

    /** @param first the names of the first ten titles */
    public record OfQuery(String query, double ndcg10, List<String> first) {}

    /**
     * The Core's search for patterns: of so many tastes, each the mean of the titles that fit a query, which is found by it.
     *
     * @param textFirst share whose own taste comes first by the text's vector alone; {@code textMrr} mean reciprocal place
     * @param searchFirst the same as the Core searches
     */
    public record Tastes(int tastes, double textFirst, double textMrr, double searchFirst, double searchMrr) {}

    /**
     * What is answered with "nothing fits".
     *
     * @param nonsense texts about no title, of which {@code refused}; {@code heldOut} and {@code heldOutRefused}: those that the
     *     floor was not chosen by
     * @param judgedRefused judged queries that were refused, wrongly
     */
    public record Refusals(int nonsense, int refused, int heldOut, int heldOutRefused, int judgedRefused) {}

    /** Whether a file is such a report, by what stands in it. */
    public static boolean isOne(Path file) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            return json.isJsonObject() && json.getAsJsonObject().has("judgedQueries");
        } catch (IOException | JsonParseException e) {
            return false;
        }
    }

    /** @throws ReportException if the file is no such report */
    public static WordsReport read(Path file) {
        try {
            @Nullable WordsReport report = new Gson().fromJson(Files.readString(file), WordsReport.class);
            if (report == null || report.searches.isEmpty()) {
                throw new ReportException(file + " is not a report of lab words");
            }
            return report;
        } catch (IOException | JsonParseException e) {
            throw new ReportException(file + " cannot be read as a report: " + e.getMessage());
        }
    }
}
