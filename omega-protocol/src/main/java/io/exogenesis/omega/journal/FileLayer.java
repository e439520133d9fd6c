package io.exogenesis.omega.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one flat directory, as far as the journal needs them.
 *
 * <p>The contract is that of a POSIX file system: what was written survives a power loss only after {@link File#sync()}; a
 * file that was created or deleted is surely so only after {@link #syncDirectory()}. Between the two anything may survive,
 * in parts.
 */
public interface FileLayer {

    /**
     * A real directory, made with its parents if it is missing; it and its files are the owner's alone ({@link PrivateFiles}).
     *
     * @throws JournalFailedException if it cannot be made, or belongs to another user and others can reach it
     */
    static FileLayer directory(Path directory) {
        try {
            return DirectoryFileLayer.open(directory);
        } catch (IOException e) {
            throw new JournalFailedException("the directory " + directory + " cannot be used: " + e, e);
        }
    }

    /**
     * The files of a directory that cannot be written to. What is written is kept in memory and forgotten, so that a journal can be
     * recovered and read; the directory need not be there.
     */
    static FileLayer readOnly(Path directory) {
        return new ReadOnlyFileLayer(directory);
    }

    /** Whether what is written here is forgotten, whatever {@link File#sync()} returns. */
    default boolean isReadOnly() {
        return false;
    }

    /** Names of all files, in no order. */
    List<String> list() throws IOException;

    /**
     * Makes a file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is there
     */
    File create(String name) throws IOException;

    /**
     * Opens a file for reading and writing.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    File open(String name) throws IOException;

    /** Deletes a file; nothing happens if it is not there. */
    void delete(String name) throws IOException;

    /**
     * Gives a file the name of another, which is gone: at any time, and after a power loss, there is one of the two under that
     * name. Open handles of either stay what they were.
     */
    void replace(String name, String by) throws IOException;

    /** Makes creations, deletions and replacements durable. */
    void syncDirectory() throws IOException;

    /** Where this is, for messages to people. */
    String location();

    /** An open file. Reads and writes name their position; several may be open on one file. */
    interface File extends Closeable {
        /** Writes all remaining bytes at {@code position}; after an error some of them may have been written. */
        void write(long position, ByteBuffer bytes) throws IOException;

        /** Reads into {@code bytes} until it is full or the file ends. Returns the number of bytes read. */
        int read(long position, ByteBuffer bytes) throws IOException;

        /** Size in bytes. */
        long size() throws IOException;

        /** Cuts the file to {@code size} bytes. */
        void truncate(long size) throws IOException;

        /** Makes contents and size durable. */
        void sync() throws IOException;
    }
}
