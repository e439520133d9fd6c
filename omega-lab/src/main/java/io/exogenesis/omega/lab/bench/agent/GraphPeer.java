package io.exogenesis.omega.lab.bench.agent;

import io.exogenesis.omega.lab.bench.agent.SpeedFigure.Peer;
import io.exogenesis.omega.model.Embedding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Lucene's small-world graph over the same rows, one segment in memory, 16 neighbours as in our own index's graph layout, the
 * filter given to the graph search. Its beam is widened until it finds as much as we do.
 */
final class GraphPeer implements AutoCloseable {
    private static final int NEIGHBOURS = 16;
    private static final int BUILD_BEAM = 100;
    private static final int WIDEST_BEAM = 2_560;
    private static final String VECTOR = "vector";
    private static final String RATE = "successRate";
    private static final String ROW = "row";

    private final Directory directory = new ByteBuffersDirectory();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Query filter;

    GraphPeer(List<Embedding> rows, double[] rates, double least) {
        try {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig().setCodec(new Graph()))) {
                for (int r = 0; r < rows.size(); r++) {
                    Document document = new Document();
                    document.add(new KnnByteVectorField(VECTOR, rows.get(r).codes(), VectorSimilarityFunction.COSINE));
                    document.add(new DoublePoint(RATE, rates[r]));
                    document.add(new NumericDocValuesField(ROW, r));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            this.reader = DirectoryReader.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the graph of the peer cannot be built", e);
        }
        this.searcher = new IndexSearcher(reader);
        this.filter = DoublePoint.newRangeQuery(RATE, least, Double.POSITIVE_INFINITY);
    }

    /** Its speed at the first beam that finds at least {@code recall} of the exact answers, or at the widest. */
    Peer measure(List<Embedding> queries, List<Set<Integer>> exact, int k, double recall, SpeedSettings settings) {
        int beam = k;
        double found = found(queries, exact, k, beam);
        while (found < recall && beam < WIDEST_BEAM) {
            beam *= 2;
            found = found(queries, exact, k, beam);
        }
        int width = beam;
        Rates rates = Rates.of(settings, i -> search(queries.get(i % queries.size()), width)[0].score);
        return new Peer("Lucene HNSW, beam " + width, SpeedFigure.median(rates.core()), OptionalDouble.of(found));
    }

    private double found(List<Embedding> queries, List<Set<Integer>> exact, int k, int beam) {
        int found = 0;
        int wanted = 0;
        for (int q = 0; q < exact.size(); q++) {
            Set<Integer> rows = rows(search(queries.get(q), beam), k);
            wanted += exact.get(q).size();
            rows.retainAll(exact.get(q));
            found += rows.size();
        }
        return (double) found / wanted;
    }

    private ScoreDoc[] search(Embedding query, int beam) {
        try {
            return searcher.search(new KnnByteVectorQuery(VECTOR, query.codes(), beam, filter), beam).scoreDocs;
        } catch (IOException e) {
            throw new UncheckedIOException("the graph of the peer cannot be searched", e);
        }
    }

    private Set<Integer> rows(ScoreDoc[] found, int k) {
        Set<Integer> rows = new HashSet<>();
        LeafReader leaf = reader.leaves().getFirst().reader();
        try {
            for (int i = 0; i < Math.min(k, found.length); i++) {
                NumericDocValues numbers = leaf.getNumericDocValues(ROW);
                numbers.advanceExact(found[i].doc);
                rows.add((int) numbers.longValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the graph of the peer cannot be read", e);
        }
        return rows;
    }

    @Override
    public void close() {
        try (directory) {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the graph of the peer cannot be closed", e);
        }
    }

    private static final class Graph extends Lucene104Codec {
        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return new Lucene99HnswVectorsFormat(NEIGHBOURS, BUILD_BEAM);
        }
    }
}
