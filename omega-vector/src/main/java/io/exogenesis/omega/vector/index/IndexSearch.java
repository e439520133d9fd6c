package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.TopRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/** Searches one snapshot of a {@link VectorIndex}: what matches a filter, or what a walk in the graph gives, is ranked exactly. */
final class IndexSearch {
    /** A graph is asked for at least this many: recall .95 at 100,000 entries. */
    private static final int MIN_BEAM = 64;

    private static final Comparator<VectorIndex.Hit> BEST_FIRST =
            Comparator.comparingDouble(VectorIndex.Hit::cosine).reversed().thenComparing(VectorIndex.Hit::id);

    private IndexSearch() {}

    /** Takes the embedding of a document, on which {@code segment} stands. */
    private interface Visitor {
        void visit(int doc, EmbeddingFields.Segment segment) throws IOException;
    }

    static List<VectorIndex.Hit> search(IndexSearcher searcher, Embedding query, int k, Filter filter, int scanLimit)
            throws IOException {
        TopRows top = new TopRows(k);
        int entries = searcher.getIndexReader().numDocs();
        Query candidates = filter.query;
        if (filter == Filter.all() && entries > scanLimit) {
            int beam = (int) Math.min(entries, Math.max(MIN_BEAM, 2L * k));
            candidates = new KnnByteVectorQuery(VectorIndex.EMBEDDING.codes(), query.codes(), beam);
        }
        float[] codes = Int8.widened(query.codes());
        visit(searcher, candidates, (doc, segment) -> top.offer(doc, segment.cosine(codes, query.scale())));
        List<VectorIndex.Hit> hits = new ArrayList<>();
        for (Int8Matrix.Match match : top.best()) {
            hits.add(new VectorIndex.Hit(id(searcher, match.row()), match.score()));
        }
        hits.sort(BEST_FIRST);
        return hits;
    }

    static Optional<Embedding> embedding(IndexSearcher searcher, String id) throws IOException {
        List<Embedding> found = new ArrayList<>();
        visit(searcher, new TermQuery(VectorIndex.term(id)), (doc, segment) -> found.add(segment.embedding()));
        return found.stream().findFirst();
    }

    private static void visit(IndexSearcher searcher, Query query, Visitor visitor) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            EmbeddingFields.Segment segment = VectorIndex.EMBEDDING.new Segment(leaf.reader());
            DocIdSetIterator docs = scorer.iterator();
            for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                if ((live == null || live.get(doc)) && segment.advance(doc)) {
                    visitor.visit(leaf.docBase + doc, segment);
                }
            }
        }
    }

    private static String id(IndexSearcher searcher, int doc) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        BinaryDocValues ids = DocValues.getBinary(leaf.reader(), VectorIndex.ID);
        if (!ids.advanceExact(doc - leaf.docBase)) {
            throw new VectorIndexException("an entry of the index has no id");
        }
        return ids.binaryValue().utf8ToString();
    }
}
