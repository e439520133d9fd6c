package io.exogenesis.omega.journal;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Another process, or another part of this one, works in a directory. */
public final class DirectoryLockedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long pid;

    DirectoryLockedException(Path directory, String what, OptionalLong pid) {
        super(what + " " + directory + " is in use by "
                + (pid.isPresent() ? "process " + pid.getAsLong() : "another process")
                + ": stop that one first, or choose another directory");
        this.pid = pid.orElse(-1);
    }

    /** The process that holds the lock, if it could be read. */
    public OptionalLong pid() {
        return pid < 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }
}
