package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.vector.scan.ScanCopy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOFunction;

/**
 * Entries at rest: an id, a vector and a payload each, in a Lucene index that is open only while it is written or read. What
 * is written is all there after a crash or not at all, together with a tag of the owner's, such as the journal position that it
 * reaches to. Searches run elsewhere, over a {@link ScanCopy} of it in memory.
 *
 * <p>Disk format: one Lucene index without a graph; per entry {@code i} (term: the id in base 36), {@code v} (384 int8 codes),
 * {@code s} (float bits of the scale as doc value), {@code p} (stored payload). One owner at a time: Lucene locks the directory.
 */
public final class VectorArchive {
    private static final String ID = "i";
    private static final EmbeddingFields EMBEDDING = new EmbeddingFields("v", "s");
    private static final String PAYLOAD = "p";
    private static final String TAG = "omega.tag";

    private final Path directory;
    /** How its files are reached. */
    private final IOFunction<Path, Directory> opener;

    /**
     * An entry.
     *
     * @param id ≥ 0
     * @param payload what its owner makes of it, at most 32 kB for a good compression
     */
    public record Entry(long id, Embedding embedding, byte[] payload) {}

    /** An archive in a directory, which need not be there yet. */
    public VectorArchive(Path directory) {
        this(directory, PrivateIndexFiles::at);
    }

    /** With files of another kind. Visible for tests of power loss. */
    VectorArchive(Path directory, IOFunction<Path, Directory> opener) {
        this.directory = directory;
        this.opener = opener;
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }

    /**
     * Puts entries in, each in place of the one of its id, takes others out, and sets the tag: all in one step.
     *
     * @throws VectorIndexException if the disk fails; then everything is as before
     */
    public void write(Collection<Entry> upserts, Collection<Long> removals, String tag) {
        write(upserts, removals, tag, IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
    }

    /**
     * Puts these entries in place of all that is there, in one step; afterwards no file has anything of what is gone, whereas {@link
     * #write} only marks it as deleted. Errors as there.
     */
    public void writeAnew(Collection<Entry> all, String tag) {
        write(all, List.of(), tag, IndexWriterConfig.OpenMode.CREATE);
    }

    private void write(
            Collection<Entry> upserts, Collection<Long> removals, String tag, IndexWriterConfig.OpenMode mode) {
        VectorIndexException.translate("write to " + directory, () -> {
            try (Directory files = opener.apply(directory);
                    IndexWriter writer = new IndexWriter(
                            files, IndexLayout.FLAT.writerConfig().setOpenMode(mode))) {
                try {
                    for (long id : removals) {
                        writer.deleteDocuments(term(id));
                    }
                    for (Entry entry : upserts) {
                        writer.updateDocument(term(entry.id()), document(entry));
                    }
                    writer.setLiveCommitData(Map.of(TAG, tag).entrySet());
                    writer.commit();
                } catch (IOException | RuntimeException e) {
                    writer.rollback();
                    throw e;
                }
            }
            return true;
        });
    }

    private static Term term(long id) {
        return new Term(ID, Long.toString(id, Character.MAX_RADIX));
    }

    private static Document document(Entry entry) {
        Document document = new Document();
        document.add(new StringField(ID, term(entry.id()).bytes(), Field.Store.NO));
        EMBEDDING.add(entry.embedding(), document);
        // The id goes with the payload, so that reading needs no look at the terms.
        byte[] payload = new byte[Long.BYTES + entry.payload().length];
        ByteBuffer.wrap(payload).putLong(entry.id()).put(entry.payload());
        document.add(new StoredField(PAYLOAD, payload));
        return document;
    }

    /** What was read: the entries in no particular order, and the tag of the last write. */
    public record Content(List<Entry> entries, Optional<String> tag) {}

    /**
     * Everything in it; nothing if the directory is empty or missing.
     *
     * @throws VectorIndexCorruptException if its files are damaged or were written by a newer version
     * @throws VectorIndexException if the disk fails
     */
    public Content read() {
        if (!Files.isDirectory(directory)) {
            return new Content(List.of(), Optional.empty());
        }
        return VectorIndexException.translate("read " + directory, () -> {
            try (Directory files = opener.apply(directory);
                    DirectoryReader reader = DirectoryReader.open(files)) {
                List<Entry> entries = new ArrayList<>(reader.numDocs());
                for (LeafReaderContext leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                    read(leaf.reader(), entries);
                }
                return new Content(
                        entries,
                        Optional.ofNullable(
                                reader.getIndexCommit().getUserData().get(TAG)));
            } catch (IndexNotFoundException e) {
                return new Content(List.of(), Optional.empty());
            }
        });
    }

    private static void read(LeafReader reader, List<Entry> into) throws IOException {
        EmbeddingFields.Segment embeddings = EMBEDDING.new Segment(reader);
        StoredFields stored = reader.storedFields();
        Bits live = reader.getLiveDocs();
        for (int doc = 0; doc < reader.maxDoc(); doc++) {
            if (live != null && !live.get(doc)) {
                continue;
            }
            BytesRef bytes = stored.document(doc).getBinaryValue(PAYLOAD);
            if (bytes == null || bytes.length < Long.BYTES || !embeddings.advance(doc)) {
                throw new CorruptIndexException("an entry lacks a part", "document " + doc);
            }
            ByteBuffer in = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
            long id = in.getLong();
            byte[] payload = new byte[in.remaining()];
            in.get(payload);
            into.add(new Entry(id, embeddings.embedding(), payload));
        }
    }
}
