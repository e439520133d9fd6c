package io.exogenesis.omega.vector.index;

import io.exogenesis.omega.journal.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.OutputStreamIndexOutput;

/** The files of an index that only their owner can reach: Lucene by itself makes them under the umask. */
final class PrivateIndexFiles extends MMapDirectory {
    private static final int BUFFER_BYTES = 8192;

    private final AtomicLong temporary = new AtomicLong();

    private PrivateIndexFiles(Path directory) throws IOException {
        super(directory);
    }

    /** Of a directory that is there already or has to be made. */
    static Directory at(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return FSDirectory.open(directory);
        }
        PrivateFiles.closedDirectory(directory, name -> true);
        Path lock = directory.resolve(IndexWriter.WRITE_LOCK_NAME);
        if (Files.notExists(lock)) {
            // Lucene takes one that is there
            PrivateFiles.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        }
        return new PrivateIndexFiles(directory);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return output(name);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return output(getTempFileName(prefix, suffix, temporary.getAndIncrement()));
    }

    private IndexOutput output(String name) throws IOException {
        ensureOpen();
        Path file = getDirectory().resolve(name);
        return new OutputStreamIndexOutput(file.toString(), name, PrivateFiles.create(file), BUFFER_BYTES);
    }
}
