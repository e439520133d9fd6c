package io.exogenesis.omega.model;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where data lies that nobody has chosen a directory for: {@code ~/.omega/NAME}, as a shell reads it. */
public final class OwnersHome {
    private OwnersHome() {}

    /** The directory of this name: below {@code HOME} if that is an absolute path, else below Java's {@code user.home}. */
    public static Path directory(String name) {
        return home(System.getenv("HOME"), System.getProperty("user.home", ""))
                .resolve(".omega")
                .resolve(name);
    }

    static Path home(@Nullable String variable, String fallback) {
        try {
            if (variable != null && Path.of(variable).isAbsolute()) {
                return Path.of(variable);
            }
        } catch (InvalidPathException e) {
            return Path.of(fallback); // no path at all: as if it were not set
        }
        return Path.of(fallback);
    }
}
