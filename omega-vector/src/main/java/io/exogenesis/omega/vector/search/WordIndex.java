package io.exogenesis.omega.vector.search;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.VectorIndexException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The words of a catalogue, in memory (Lucene). Immutable and thread-safe; about 200 bytes a title.
 *
 * <p>A title's score is BM25 over the terms of a query; of a term and its synonyms the best one counts. A term that no title
 * has is taken for a misspelling of a word in a title's name (one wrong letter of four or five, two of more).
 */
final class WordIndex {
    /** Beside the term itself, which counts 1. Between .3 and .9 all is alike (decision 0028). */
    private static final float SYNONYM = .5f;
    /** BM25's saturation: the usual value. */
    private static final float K1 = 1.2f;
    /** BM25's normalisation by length: low, since a long description is no worse than a short one. */
    private static final float B = .3f;
    /** Shorter terms have too many neighbours to be taken for misspelt. */
    private static final int SHORTEST_MISSPELT = 4;
    /** From here on two letters may be wrong. */
    private static final int LONG_WORD = 6;

    private static final String TEXT = "text";
    private static final String NAME = "name";
    private static final FieldType TERMS = terms();

    private final IndexSearcher searcher;
    private final int size;

    private WordIndex(IndexSearcher searcher, int size) {
        this.searcher = searcher;
        this.size = size;
    }

    /** Reads each title once. */
    static WordIndex of(List<MediaItem> items) {
        // Documents keep the order in which they came: one thread adds, and this policy merges neighbours only.
        IndexWriterConfig config = new IndexWriterConfig()
                .setMergePolicy(new LogDocMergePolicy())
                .setMergeScheduler(new SerialMergeScheduler())
                .setSimilarity(new BM25Similarity(K1, B));
        ByteBuffersDirectory memory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(memory, config)) {
            for (MediaItem item : items) {
                Document document = new Document();
                SearchWords.ofTitle(item).forEach(term -> document.add(new Field(TEXT, term, TERMS)));
                SearchWords.ofText(item.title()).forEach(term -> document.add(new Field(NAME, term, TERMS)));
                writer.addDocument(document);
            }
            writer.commit();
            IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(memory));
            searcher.setSimilarity(config.getSimilarity());
            return new WordIndex(searcher, items.size());
        } catch (IOException e) {
            throw new VectorIndexException("the words of the catalogue cannot be indexed: " + e.getMessage(), e);
        }
    }

    private static FieldType terms() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setTokenized(false);
        type.freeze();
        return type;
    }

    /**
     * What was found.
     *
     * @param scores one a title, in the order of the catalogue: ≥ 0, and 0 where no word is found
     * @param share of the text's terms, the largest that one title has: in [0, 1]
     */
    record Matches(float[] scores, double share) {}

    /** Searches once for each term: they are few, and how many of them a title has is worth knowing. */
    Matches find(String text) {
        Set<String> terms = new LinkedHashSet<>(SearchWords.ofText(text));
        float[] scores = new float[size];
        int[] matched = new int[size];
        int most = 0;
        try {
            for (String term : size == 0 ? Set.<String>of() : terms) {
                for (ScoreDoc found : searcher.search(query(term), size).scoreDocs) {
                    scores[found.doc] += found.score;
                    most = Math.max(most, ++matched[found.doc]);
                }
            }
            return new Matches(scores, terms.isEmpty() ? 0 : (double) most / terms.size());
        } catch (IOException e) {
            throw new VectorIndexException("the words of the catalogue cannot be searched: " + e.getMessage(), e);
        }
    }

    private Query query(String term) throws IOException {
        List<Query> ways = new ArrayList<>();
        ways.add(new TermQuery(new Term(TEXT, term)));
        for (String other : Synonyms.of(term)) {
            ways.add(new BoostQuery(new TermQuery(new Term(TEXT, other)), SYNONYM));
        }
        if (term.length() >= SHORTEST_MISSPELT && searcher.getIndexReader().docFreq(new Term(TEXT, term)) == 0) {
            ways.add(new FuzzyQuery(new Term(NAME, term), term.length() < LONG_WORD ? 1 : 2));
        }
        return new DisjunctionMaxQuery(ways, 0);
    }
}
