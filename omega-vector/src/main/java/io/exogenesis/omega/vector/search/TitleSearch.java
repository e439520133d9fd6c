package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.TopRows;
import io.exogenesis.omega.vector.arithmetic.Vectors;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text asks for, among the titles of a catalogue: meaning and words together. Immutable but for the index of words, which
 * is made at the first search; thread-safe.
 *
 * <p>A search embeds two short texts, goes through all titles three times and through those that hold a word of it: 10,000 titles
 * take about as long as the embeddings.
 */
public final class TitleSearch {
    /** Weight of the words beside the meaning, both as z-scores. Between .3 and .8 all is alike (decision 0028). */
    private static final double WORDS = .5;
    /** Titles that are taken for right after a first look, and lead the second. */
    private static final int FIRST_LOOK = 5;
    /** Weight of their centre beside the text's own vector: Rocchio's feedback (1971) without a judge. */
    private static final float FEEDBACK = .4f;
    /** A title that has this share of the text's words fits it, whatever they mean. */
    private static final double SHARED = .5;
    /** A title as near as this fits although it shares no word: decision 0028. */
    private static final float FITS = .3f;
    /** MiniLM reads a bare noun as any sentence; said to be a film it comes nearer to films. Both readings count alike. */
    private static final String AS_A_FILM = "movie: ";

    private static final double TINY = 1e-9;

    private final List<MediaItem> items;
    private final ContentSpace content;
    private final SearchSpace space;
    private volatile @Nullable WordIndex words;

    /**
     * @param items in the order of {@code content} and {@code space}
     * @param content what tastes are made of
     */
    public TitleSearch(List<MediaItem> items, ContentSpace content, SearchSpace space) {
        if (items.size() != content.size() || items.size() != space.rows().rows()) {
            throw new IllegalArgumentException(items.size() + " titles do not fit " + content.size() + " and "
                    + space.rows().rows() + " vectors");
        }
        this.items = items;
        this.content = content;
        this.space = space;
    }

    /** The vectors that are searched. */
    public SearchSpace space() {
        return space;
    }

    /** Makes the index of words, as the first search would. */
    public void prepare() {
        words();
    }

    /* Two threads may both make it, which is harmless. */
    private WordIndex words() {
        WordIndex made = words;
        if (made == null) {
            made = new WordIndex(items);
            words = made;
        }
        return made;
    }

    /**
     * Searches.
     *
     * @param text in the words of whoever asks; not blank
     */
    public Found find(String text, Embedder embedder) {
        float[] plain = embedder.embed(text);
        float[] asFilm = embedder.embed(AS_A_FILM + text);
        float[] query = query(plain, asFilm);
        float[] near = space.rows().dots(query);
        WordIndex.Matches said = words().find(text);
        float[] lexical = zScores(said.scores());
        float[] first = sum(zScores(near), WORDS, lexical);
        float[] led = direction(query, FEEDBACK, centre(top(first)));
        float[] scores = sum(zScores(space.rows().dots(led)), WORDS, lexical);
        boolean fits = said.share() >= SHARED || top(near).stream().anyMatch(best -> best.score() >= FITS);
        return new Found(scores, taste(plain, asFilm, scores), fits);
    }

    /** As {@link #find} by the words alone, where no embedder speaks of the catalogue's vectors; the taste is zeros. */
    public Found findByWords(String text) {
        WordIndex.Matches said = words().find(text);
        return new Found(zScores(said.scores()), new float[Embedding.DIMENSIONS], said.share() >= SHARED);
    }

    /** Titles that have a word of the text, or a synonym of one, in name, genres or description. */
    BitSet holding(String text) {
        return words().holding(text);
    }

    /** One half alone, for measurements: the score of each title by its words, ≥ 0. */
    public float[] byWords(String text) {
        return words().find(text).scores();
    }

    /** The other half alone: the cosine of each title with the text. */
    public float[] byMeaning(String text, Embedder embedder) {
        return space.rows().dots(query(embedder.embed(text), embedder.embed(AS_A_FILM + text)));
    }

    private float[] query(float[] plain, float[] asFilm) {
        return direction(space.centre(plain), 1, space.centre(asFilm));
    }

    /**
     * What was found.
     *
     * @param scores one a title, in the order of the catalogue: z-scores of the meaning plus weighted z-scores of the words; they
     *     compare within one search only
     * @param taste the search as a taste: a centred vector of length 1 in the {@link ContentSpace}, of the text and of the titles
     *     that fit it best; zeros if it has no direction
     * @param fits whether any title has half of the text's words or comes near to its meaning; if not, the best are arbitrary
     */
    public record Found(float[] scores, float[] taste, boolean fits) {}

    /**
     * A taste is a mean of titles and a text is none: of 38 tastes made of judged titles the text alone finds its own first in
     * 79 %, the text and its five best titles in 97 %.
     */
    private float[] taste(float[] plain, float[] asFilm, float[] scores) {
        float[] text = direction(content.centre(plain), 1, content.centre(asFilm));
        float[] titles = new float[Embedding.DIMENSIONS];
        for (Int8Matrix.Match title : top(scores)) {
            titles = sum(titles, 1, content.centred(title.row()));
        }
        return direction(text, 1, Vectors.unit(titles));
    }

    /** Centre of some titles, length 1. */
    private float[] centre(List<Int8Matrix.Match> titles) {
        float[] sum = new float[Embedding.DIMENSIONS];
        titles.forEach(title -> space.rows().add(title.row(), 1, sum));
        return Vectors.unit(sum);
    }

    /** The best few; equal scores in the order of the catalogue. */
    private static List<Int8Matrix.Match> top(float[] scores) {
        TopRows top = new TopRows(FIRST_LOOK);
        for (int j = 0; j < scores.length; j++) {
            top.offer(j, scores[j]);
        }
        return top.best();
    }

    private static float[] direction(float[] a, double weight, float[] b) {
        return Vectors.unit(sum(a, weight, b));
    }

    private static float[] sum(float[] a, double weight, float[] b) {
        float[] out = new float[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (a[i] + weight * b[i]);
        }
        return out;
    }

    /** Over all titles; zeros where all are equal. */
    static float[] zScores(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / (double) values.length;
        }
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / Math.max(1, values.length));
        float[] out = new float[values.length];
        for (int j = 0; j < out.length; j++) {
            out[j] = deviation > TINY ? (float) ((values[j] - mean) / deviation) : 0;
        }
        return out;
    }
}
