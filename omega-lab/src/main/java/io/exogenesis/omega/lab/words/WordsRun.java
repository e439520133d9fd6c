package io.exogenesis.omega.lab.words;

import io.exogenesis.omega.lab.measure.Metrics;
import io.exogenesis.omega.lab.words.JudgedQueries.Judged;
import io.exogenesis.omega.lab.words.WordsReport.OfKind;
import io.exogenesis.omega.lab.words.WordsReport.OfQuery;
import io.exogenesis.omega.lab.words.WordsReport.Refusals;
import io.exogenesis.omega.lab.words.WordsReport.Search;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.vector.search.SearchSpace;
import io.exogenesis.omega.vector.search.TitleSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Asks the judged queries and says how well they were answered. Takes some ten seconds: titles are embedded anew. */
public final class WordsRun {
    /** As searches were before titles had descriptions. */
    static final String BEFORE = "title text by its vector, as it was";

    static final String WORDS = "words alone";
    static final String MEANING = "meaning alone";
    static final String BARE = "both, of a catalogue without descriptions";
    static final String BOTH = "both";
    private static final int FIRST = 10;

    private final List<MediaItem> items;
    private final Embedder embedder;
    private final List<Judged> queries = JudgedQueries.read();
    private final ContentSpace content;
    private final TitleSearch search;
    private final TitleSearch bare;

    private WordsRun(List<MediaItem> items, Embedder embedder) {
        this.items = items;
        this.embedder = embedder;
        List<CatalogueEntry> entries = items.parallelStream().map(this::entry).toList();
        this.content = ContentSpace.of(
                items.stream().map(MediaItem::id).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
        this.search = new TitleSearch(items, content, SearchSpace.of(content, entries));
        this.bare = new TitleSearch(
                items.stream().map(WordsRun::withoutDescription).toList(), content, SearchSpace.of(content));
    }

    /** @param items the built-in titles: the judged queries are about them */
    public static WordsReport of(List<MediaItem> items, Embedder embedder) {
        return new WordsRun(items, embedder).run();
    }

    private CatalogueEntry entry(MediaItem item) {
        return new CatalogueEntry(
                item,
                Embedding.of(embedder.embed(item.text())),
                Embedding.of(embedder.embed(item.description().isEmpty() ? item.text() : item.description())));
    }

    private static MediaItem withoutDescription(MediaItem item) {
        return item.toBuilder().description("").build();
    }

    private WordsReport run() {
        long start = System.nanoTime();
        Map<String, double[]> measured = new LinkedHashMap<>();
        measured.put(BEFORE, measure(q -> content.cosines(content.centre(embedder.embed(q)))));
        measured.put(WORDS, measure(search::byWords));
        measured.put(MEANING, measure(q -> search.byMeaning(q, embedder)));
        measured.put(BARE, measure(q -> bare.find(q, embedder).scores()));
        double[] both = measure(q -> search.find(q, embedder).scores());
        measured.put(BOTH, both);
        List<Search> searches = new ArrayList<>();
        measured.forEach((name, ndcg) -> searches.add(new Search(
                name,
                mean(ndcg, i -> true),
                Metrics.interval(ndcg),
                mean(ndcg, i -> even(i)),
                mean(ndcg, i -> !even(i)))));
        return new WordsReport(
                items.size(),
                queries.size(),
                embedder.name(),
                searches,
                kinds(measured),
                IntStream.range(0, queries.size())
                        .mapToObj(i -> new OfQuery(
                                queries.get(i).query(),
                                both[i],
                                first(queries.get(i).query())))
                        .toList(),
                new TasteSearches(queries, content, search, embedder).measured(),
                refusals(),
                (System.nanoTime() - start) / 1e9);
    }

    private double[] measure(Function<String, float[]> scores) {
        return queries.stream()
                .mapToDouble(q -> q.ndcg10(ranking(scores.apply(q.query()))))
                .toArray();
    }

    /** The first ten; equal scores in the order of the catalogue. */
    private List<MediaId> ranking(float[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(FIRST)
                .map(content::id)
                .toList();
    }

    private List<String> first(String query) {
        return ranking(search.find(query, embedder).scores()).stream()
                .map(id -> items.get(content.indexOf(id)).title())
                .toList();
    }

    private List<OfKind> kinds(Map<String, double[]> measured) {
        return queries.stream()
                .map(Judged::kind)
                .distinct()
                .map(kind -> {
                    int[] those = IntStream.range(0, queries.size())
                            .filter(i -> queries.get(i).kind().equals(kind))
                            .toArray();
                    return new OfKind(
                            kind,
                            those.length,
                            mean(of(measured, WORDS), those),
                            mean(of(measured, MEANING), those),
                            mean(of(measured, BOTH), those));
                })
                .toList();
    }

    private static double[] of(Map<String, double[]> measured, String search) {
        return Objects.requireNonNull(measured.get(search));
    }

    private Refusals refusals() {
        List<String> nonsense = JudgedQueries.fittingNothing();
        boolean[] refused = new boolean[nonsense.size()];
        for (int i = 0; i < refused.length; i++) {
            refused[i] = !search.find(nonsense.get(i), embedder).fits();
        }
        int[] all = IntStream.range(0, refused.length).filter(i -> refused[i]).toArray();
        return new Refusals(
                refused.length,
                all.length,
                (int) IntStream.range(0, refused.length).filter(i -> !even(i)).count(),
                (int) Arrays.stream(all).filter(i -> !even(i)).count(),
                (int) queries.stream()
                        .filter(q -> !search.find(q.query(), embedder).fits())
                        .count());
    }

    /** Whether the number of a line, counted from one, is even: those chose the weights. */
    private static boolean even(int index) {
        return index % 2 == 1;
    }

    private interface Which {
        boolean has(int index);
    }

    private static double mean(double[] values, Which which) {
        return mean(values, IntStream.range(0, values.length).filter(which::has).toArray());
    }

    private static double mean(double[] values, int[] those) {
        return Arrays.stream(those).mapToDouble(i -> values[i]).average().orElse(0);
    }
}
