package io.exogenesis.omega.vector.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOSupplier;

/** The index could not do what it was asked: disk, permission, or it is closed or open elsewhere. */
public class VectorIndexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VectorIndexException(String message) {
        super(message);
    }

    public VectorIndexException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Turns Lucene's errors into ours.
     *
     * @param what completes the sentence "cannot …"
     */
    static <T> T translate(String what, IOSupplier<T> action) {
        try {
            return action.get();
        } catch (LockObtainFailedException e) {
            throw new VectorIndexException("cannot " + what + ": the index is open in another place", e);
        } catch (AlreadyClosedException e) {
            throw new VectorIndexException("cannot " + what + ": the index " + whyClosed(e), e);
        } catch (CorruptIndexException
                | IndexFormatTooNewException
                | IndexFormatTooOldException
                | EOFException
                | FileNotFoundException
                | NoSuchFileException e) {
            throw new VectorIndexCorruptException(
                    "cannot " + what + ": the index is damaged (" + kind(e)
                            + "); delete its directory to build it again",
                    e);
        } catch (IOException e) {
            throw new VectorIndexException("cannot " + what + ": " + e.getMessage(), e);
        }
    }

    /* After a failed write (a full disk, say) Lucene closes the writer to protect what was committed. */
    private static String whyClosed(AlreadyClosedException e) {
        Throwable cause = e.getCause();
        return cause == null ? "is closed" : "closed itself after an error (" + cause.getMessage() + "); open it again";
    }

    private static String kind(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
    }
}
