package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.TopRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/** The two ways to search one snapshot of a {@link VectorIndex}: scan what matches, or walk the graph. */
final class IndexSearch {
    /** A graph is asked for at least this many, which are then ranked exactly: recall .95 at 100,000 entries. */
    private static final int MIN_BEAM = 64;

    private static final Comparator<VectorIndex.Hit> BEST_FIRST =
            Comparator.comparingDouble(VectorIndex.Hit::cosine).reversed().thenComparing(VectorIndex.Hit::id);

    private IndexSearch() {}

    static List<VectorIndex.Hit> search(IndexSearcher searcher, Embedding query, int k, Filter filter, int scanLimit)
            throws IOException {
        TopRows top = new TopRows(k);
        int entries = searcher.getIndexReader().numDocs();
        if (filter instanceof Filter.All && entries > scanLimit) {
            walk(searcher, query, (int) Math.min(entries, Math.max(MIN_BEAM, 2L * k)), top);
        } else {
            scan(searcher, query, filter, top);
        }
        List<VectorIndex.Hit> hits = new ArrayList<>();
        for (Int8Matrix.Match match : top.best()) {
            hits.add(new VectorIndex.Hit(id(searcher, match.row()), match.score()));
        }
        hits.sort(BEST_FIRST);
        return hits;
    }

    static Optional<Embedding> embedding(IndexSearcher searcher, String id) throws IOException {
        TopDocs found = searcher.search(new TermQuery(new Term(IndexDocuments.ID, id)), 1);
        if (found.scoreDocs.length == 0) {
            return Optional.empty();
        }
        int doc = found.scoreDocs[0].doc;
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        Segment segment = new Segment(leaf.reader());
        return segment.advance(doc - leaf.docBase)
                ? Optional.of(Embedding.ofCodes(segment.codes(), segment.scale()))
                : Optional.empty();
    }

    private static void scan(IndexSearcher searcher, Embedding query, Filter filter, TopRows top) throws IOException {
        Query matching = searcher.rewrite(IndexDocuments.query(filter));
        Weight weight = searcher.createWeight(matching, ScoreMode.COMPLETE_NO_SCORES, 1);
        float[] codes = Int8.widened(query.codes());
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            Segment segment = new Segment(leaf.reader());
            DocIdSetIterator docs = scorer.iterator();
            for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                if ((live == null || live.get(doc)) && segment.advance(doc)) {
                    top.offer(leaf.docBase + doc, segment.cosine(codes, query.scale()));
                }
            }
        }
    }

    private static void walk(IndexSearcher searcher, Embedding query, int beam, TopRows top) throws IOException {
        TopDocs near = searcher.search(new KnnByteVectorQuery(IndexDocuments.VECTOR, query.codes(), beam), beam);
        float[] codes = Int8.widened(query.codes());
        int[] docs = Arrays.stream(near.scoreDocs)
                .mapToInt((ScoreDoc d) -> d.doc)
                .sorted()
                .toArray();
        int next = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            if (next == docs.length || docs[next] >= end) {
                continue;
            }
            Segment segment = new Segment(leaf.reader());
            for (; next < docs.length && docs[next] < end; next++) {
                if (segment.advance(docs[next] - leaf.docBase)) {
                    top.offer(docs[next], segment.cosine(codes, query.scale()));
                }
            }
        }
    }

    private static String id(IndexSearcher searcher, int doc) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        BinaryDocValues ids = DocValues.getBinary(leaf.reader(), IndexDocuments.ID);
        if (!ids.advanceExact(doc - leaf.docBase)) {
            throw new VectorIndexException("an entry of the index has no id");
        }
        return ids.binaryValue().utf8ToString();
    }

    /** The vectors of one segment, read in ascending order of documents. */
    private static final class Segment {
        private final ByteVectorValues vectors;
        private final KnnVectorValues.DocIndexIterator iterator;
        private final NumericDocValues scales;

        Segment(LeafReader reader) throws IOException {
            ByteVectorValues values = reader.getByteVectorValues(IndexDocuments.VECTOR);
            this.vectors = values == null ? ByteVectorValues.fromBytes(List.of(), Embedding.DIMENSIONS) : values;
            this.iterator = vectors.iterator();
            this.scales = DocValues.getNumeric(reader, IndexDocuments.SCALE);
        }

        boolean advance(int doc) throws IOException {
            if (iterator.docID() < doc) {
                iterator.advance(doc);
            }
            return iterator.docID() == doc && scales.advanceExact(doc);
        }

        byte[] codes() throws IOException {
            return vectors.vectorValue(iterator.index());
        }

        float scale() throws IOException {
            return Float.intBitsToFloat((int) scales.longValue());
        }

        float cosine(float[] query, float queryScale) throws IOException {
            return Int8.KERNEL.dot(query, codes(), 0) * queryScale * scale();
        }
    }
}
