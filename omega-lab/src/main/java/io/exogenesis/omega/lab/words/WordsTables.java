package io.exogenesis.omega.lab.words;

import io.exogenesis.omega.ops.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of {@code docs/search.md}. */
public final class WordsTables {
    /** The query that the goals name. */
    private static final String NAMED = "the sea";

    private WordsTables() {}

    /** NDCG@10 of each way to search. */
    public static Table searches(WordsReport report) {
        Table table = Table.ofNumbers("search", "NDCG@10", "95 %", "queries it was chosen by", "held-out queries");
        report.searches()
                .forEach(s -> table.row(
                        s.name(),
                        figure(s.ndcg10()),
                        figure(s.ci().get(0)) + "–" + figure(s.ci().get(1)),
                        figure(s.chosenBy()),
                        figure(s.heldOut())));
        return table;
    }

    private static Table kinds(WordsReport report) {
        Table table = Table.ofNumbers("kind of query", "queries", "words alone", "meaning alone", "both");
        report.kinds()
                .forEach(k -> table.row(
                        k.kind(),
                        Integer.toString(k.queries()),
                        figure(k.words()),
                        figure(k.meaning()),
                        figure(k.both())));
        return table;
    }

    /** Lines of Markdown. */
    public static List<String> markdown(WordsReport r) {
        List<String> out = new ArrayList<>();
        out.add(r.judgedQueries() + " judged queries over " + r.titles() + " titles; embedder " + r.embedder() + ".");
        out.add("");
        out.addAll(searches(r).markdown());
        out.add("");
        out.addAll(kinds(r).markdown());
        out.add("");
        r.queries().stream()
                .filter(q -> q.query().equals(NAMED))
                .forEach(q -> out.add("\"" + NAMED + "\" finds " + String.join(", ", q.first()) + "."));
        out.add("");
        WordsReport.Tastes t = r.tastes();
        out.add(String.format(
                Locale.ROOT,
                "Of %d tastes, each the mean of the titles that fit a query, the query's own comes first in %.0f %% (mean reciprocal"
                        + " place %.2f); by the text's vector alone, as it was, in %.0f %% (%.2f).",
                t.tastes(),
                100 * t.searchFirst(),
                t.searchMrr(),
                100 * t.textFirst(),
                t.textMrr()));
        out.add("");
        WordsReport.Refusals f = r.refusals();
        out.add(String.format(
                Locale.ROOT,
                "Of %d texts about no title %d are answered with \"nothing fits\" (%d of the %d that the floor was not chosen by);"
                        + " of the judged queries %d.",
                f.nonsense(),
                f.refused(),
                f.heldOutRefused(),
                f.heldOut(),
                f.judgedRefused()));
        return out;
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
