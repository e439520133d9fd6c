package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.arithmetic.Int8;
import io.exogenesis.omega.vector.arithmetic.Int8Matrix;
import io.exogenesis.omega.vector.arithmetic.TopRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOFunction;

/**
 * Embeddings by id, on disk or in memory, with filtered nearest-neighbour search by cosine.
 *
 * <p>Thread-safe. Searches see what was there at the last {@link #refresh()}; refresh in batches, not after each change. What
 * was there at the last {@link #commit(String)} survives a crash. The index is derived data: its owner can build it again from
 * a journal or a database, and the tag of a commit says up to where it has come.
 *
 * <p>Disk format: one Lucene index; per entry {@code id} (term, doc value), {@code vector} (384 int8 codes), {@code scale}
 * (float bits as doc value), {@code t.NAME} terms and {@code n.NAME} doubles of {@link IndexFields}.
 */
public final class VectorIndex implements AutoCloseable {
    static final String ID = "id";
    static final EmbeddingFields EMBEDDING = new EmbeddingFields("vector", "scale");
    private static final String TAG = "omega.tag";
    /** A graph is asked for at least this many: recall .95 at 100,000 entries. */
    private static final int MIN_BEAM = 64;

    private static final Comparator<VectorIndex.Hit> BEST_FIRST =
            Comparator.comparingDouble(VectorIndex.Hit::cosine).reversed().thenComparing(VectorIndex.Hit::id);

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    /** Entries up to which an unfiltered search scans; above, it walks the graph. */
    private final int scanLimit;

    /** An entry found: its id and its cosine with the query. */
    public record Hit(String id, float cosine) {}

    private VectorIndex(Directory directory, IndexWriter writer, SearcherManager searchers, int scanLimit) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
        this.scanLimit = scanLimit;
    }

    /** Opens or creates a small index on disk ({@link IndexLayout#FLAT}). */
    public static VectorIndex open(Path directory) {
        return open(directory, IndexLayout.FLAT);
    }

    /**
     * Opens or creates an index on disk.
     *
     * @throws VectorIndexCorruptException if its files are damaged
     * @throws VectorIndexException if it is open elsewhere or the directory is not accessible
     */
    public static VectorIndex open(Path directory, IndexLayout layout) {
        return VectorIndexException.translate(
                "open " + directory, () -> open(FSDirectory.open(directory), layout, layout.scanLimit()));
    }

    /** A new, small index in memory ({@link IndexLayout#FLAT}). */
    public static VectorIndex inMemory() {
        return inMemory(IndexLayout.FLAT, IndexLayout.FLAT.scanLimit());
    }

    /** Visible for tests: walks the graph from another size on. */
    static VectorIndex inMemory(IndexLayout layout, int scanLimit) {
        return VectorIndexException.translate(
                "open in memory", () -> open(new ByteBuffersDirectory(), layout, scanLimit));
    }

    private static VectorIndex open(Directory directory, IndexLayout layout, int scanLimit) throws IOException {
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, layout.writerConfig());
            return new VectorIndex(directory, writer, new SearcherManager(writer, new SearcherFactory()), scanLimit);
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            directory.close();
            throw e;
        }
    }

    /**
     * Adds an entry, or replaces the one of this id.
     *
     * @param id 1–512 characters
     * @throws IllegalArgumentException if the id is out of its limits
     */
    public void upsert(String id, Embedding embedding, IndexFields fields) {
        if (id.isEmpty() || id.length() > 512) {
            throw new IllegalArgumentException("an entry's id has 1 to 512 characters, not " + id.length());
        }
        Document document = new Document();
        document.add(new StringField(ID, id, Field.Store.NO));
        document.add(new BinaryDocValuesField(ID, new BytesRef(id)));
        EMBEDDING.add(embedding, document);
        fields.add(document);
        VectorIndexException.translate("write to the index", () -> writer.updateDocument(term(id), document));
    }

    /** Removes the entry of this id, if there is one. */
    public void delete(String id) {
        VectorIndexException.translate("delete from the index", () -> writer.deleteDocuments(term(id)));
    }

    static Term term(String id) {
        return new Term(ID, id);
    }

    /** Removes all entries. */
    public void clear() {
        VectorIndexException.translate("clear the index", writer::deleteAll);
    }

    /**
     * The {@code k} nearest entries among those that pass the filter, best first.
     *
     * <p>Exact by scan up to {@value IndexLayout#SCAN_LIMIT} entries, and whenever there is a filter: the matching entries are
     * scanned, since a graph search loses recall when a filter is selective. Above it, without a filter, a graph is walked if
     * the layout is {@link IndexLayout#GRAPH}.
     */
    public List<Hit> search(Embedding query, int k, Filter filter) {
        return withSearcher(searcher -> search(searcher, query, k, filter));
    }

    private List<Hit> search(IndexSearcher searcher, Embedding query, int k, Filter filter) throws IOException {
        TopRows top = new TopRows(k);
        int entries = searcher.getIndexReader().numDocs();
        Query candidates = filter.query;
        if (filter == Filter.all() && entries > scanLimit) {
            int beam = (int) Math.min(entries, Math.max(MIN_BEAM, 2L * k));
            candidates = new KnnByteVectorQuery(EMBEDDING.codes(), query.codes(), beam);
        }
        float[] codes = Int8.widened(query.codes());
        visit(searcher, candidates, (doc, segment) -> top.offer(doc, segment.cosine(codes, query.scale())));
        List<Hit> hits = new ArrayList<>();
        for (Int8Matrix.Match match : top.best()) {
            hits.add(new Hit(id(searcher, match.row()), match.score()));
        }
        hits.sort(BEST_FIRST);
        return hits;
    }

    /** The embedding of an entry as of the last refresh. */
    public Optional<Embedding> embedding(String id) {
        List<Embedding> found = new ArrayList<>();
        return withSearcher(searcher -> {
            visit(searcher, new TermQuery(term(id)), (doc, segment) -> found.add(segment.embedding()));
            return found.stream().findFirst();
        });
    }

    /** Takes the embedding of a document, on which {@code segment} stands. */
    private interface Visitor {
        void visit(int doc, EmbeddingFields.Segment segment) throws IOException;
    }

    private static void visit(IndexSearcher searcher, Query query, Visitor visitor) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            EmbeddingFields.Segment segment = EMBEDDING.new Segment(leaf.reader());
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
        BinaryDocValues ids = DocValues.getBinary(leaf.reader(), ID);
        if (!ids.advanceExact(doc - leaf.docBase)) {
            throw new VectorIndexException("an entry of the index has no id");
        }
        return ids.binaryValue().utf8ToString();
    }

    /** Entries as of the last refresh. */
    public int size() {
        return withSearcher(searcher -> searcher.getIndexReader().numDocs());
    }

    /** Makes all changes so far visible to searches. Costs about 10 ms: do it once a batch. */
    public void refresh() {
        VectorIndexException.translate("refresh the index", () -> {
            searchers.maybeRefreshBlocking();
            return true;
        });
    }

    /** Makes all changes so far durable. */
    public void commit() {
        VectorIndexException.translate("commit the index", writer::commit);
    }

    /**
     * Makes all changes so far durable, together with a tag of the owner's, such as the journal position they reach to.
     *
     * <p>Not atomic against concurrent changes: those of other threads during the call may be inside or not.
     */
    public void commit(String tag) {
        VectorIndexException.translate("commit the index", () -> {
            writer.setLiveCommitData(Map.of(TAG, tag).entrySet());
            return writer.commit();
        });
    }

    /** The tag of the newest commit that had one. */
    public Optional<String> tag() {
        return Stream.ofNullable(writer.getLiveCommitData())
                .flatMap(data -> StreamSupport.stream(data.spliterator(), false))
                .filter(entry -> entry.getKey().equals(TAG))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private <T> T withSearcher(IOFunction<IndexSearcher, T> work) {
        return VectorIndexException.translate("search the index", () -> {
            IndexSearcher searcher = searchers.acquire();
            try {
                return work.apply(searcher);
            } finally {
                searchers.release(searcher);
            }
        });
    }

    /** Commits and releases the files. Closing twice is harmless. */
    @Override
    public void close() {
        VectorIndexException.translate("close the index", () -> {
            searchers.close();
            try {
                writer.close();
            } finally {
                directory.close();
            }
            return true;
        });
    }
}
