package io.exogenesis.omega.lab.data;

import java.nio.file.Path;

/** A ratings directory that cannot be used. The message is one line that names the file, and the line where there is one. */
public final class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    static DatasetException at(Path file, long line, String what) {
        return new DatasetException(file + ":" + line + ": " + what);
    }
}
