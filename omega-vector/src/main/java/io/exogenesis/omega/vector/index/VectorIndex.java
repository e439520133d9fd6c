package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.model.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

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
    private static final String TAG = "omega.tag";

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
        return IndexErrors.translate(
                "open " + directory, () -> open(FSDirectory.open(directory), layout, layout.scanLimit()));
    }

    /** A new, small index in memory ({@link IndexLayout#FLAT}). */
    public static VectorIndex inMemory() {
        return inMemory(IndexLayout.FLAT);
    }

    /** A new index in memory. */
    public static VectorIndex inMemory(IndexLayout layout) {
        return inMemory(layout, layout.scanLimit());
    }

    /** Visible for tests: walks the graph from another size on. */
    static VectorIndex inMemory(IndexLayout layout, int scanLimit) {
        return IndexErrors.translate("open in memory", () -> open(new ByteBuffersDirectory(), layout, scanLimit));
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
        Document document = IndexDocuments.of(id, embedding, fields);
        IndexErrors.translate(
                "write to the index", () -> writer.updateDocument(new Term(IndexDocuments.ID, id), document));
    }

    /** Removes the entry of this id, if there is one. */
    public void delete(String id) {
        IndexErrors.translate("delete from the index", () -> writer.deleteDocuments(new Term(IndexDocuments.ID, id)));
    }

    /** Removes all entries. */
    public void clear() {
        IndexErrors.translate("clear the index", writer::deleteAll);
    }

    /**
     * The {@code k} nearest entries among those that pass the filter, best first.
     *
     * <p>Exact by scan up to {@value IndexLayout#SCAN_LIMIT} entries, and whenever there is a filter: the matching entries are
     * scanned, since a graph search loses recall when a filter is selective. Above it, without a filter, a graph is walked if
     * the layout is {@link IndexLayout#GRAPH}.
     */
    public List<Hit> search(Embedding query, int k, Filter filter) {
        return withSearcher(searcher -> IndexSearch.search(searcher, query, k, filter, scanLimit));
    }

    /** The embedding of an entry as of the last refresh. */
    public Optional<Embedding> embedding(String id) {
        return withSearcher(searcher -> IndexSearch.embedding(searcher, id));
    }

    /** Entries as of the last refresh. */
    public int size() {
        return withSearcher(searcher -> searcher.getIndexReader().numDocs());
    }

    /** Makes all changes so far visible to searches. Costs about 10 ms: do it once a batch. */
    public void refresh() {
        IndexErrors.translate("refresh the index", () -> {
            searchers.maybeRefreshBlocking();
            return true;
        });
    }

    /** Makes all changes so far durable. */
    public void commit() {
        IndexErrors.translate("commit the index", writer::commit);
    }

    /**
     * Makes all changes so far durable, together with a tag of the owner's, such as the journal position they reach to.
     *
     * <p>Not atomic against concurrent changes: those of other threads during the call may be inside or not.
     */
    public void commit(String tag) {
        IndexErrors.translate("commit the index", () -> {
            writer.setLiveCommitData(Map.of(TAG, tag).entrySet());
            return writer.commit();
        });
    }

    /** The tag of the newest commit that had one. */
    public Optional<String> tag() {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(TAG)) {
                    return Optional.of(entry.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private <T> T withSearcher(IndexErrors.Work<T, IndexSearcher> work) {
        return IndexErrors.translate("search the index", () -> {
            IndexSearcher searcher = searchers.acquire();
            try {
                return work.on(searcher);
            } finally {
                searchers.release(searcher);
            }
        });
    }

    /** Commits and releases the files. Closing twice is harmless. */
    @Override
    public void close() {
        IndexErrors.translate("close the index", () -> {
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
