package io.exogenesis.omega.ops.core;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record in one small JSON file, mode 0600. A reader sees the old state or the new one, never half of it. */
record StateFile<T>(Path path, Class<T> type) {

    /** Empty if there is no file, or an empty one. */
    Optional<T> read() {
        try {
            @Nullable T read = new Gson().fromJson(Files.readString(path), type);
            return Optional.ofNullable(read);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JsonParseException e) {
            throw CoreProblem.failed(path + " cannot be read: delete it (" + e.getMessage() + ")");
        }
    }

    void write(T state) {
        try {
            Private.file(path, new Gson().toJson(state));
        } catch (IOException e) {
            throw CoreProblem.failed(path + " cannot be written: " + e.getMessage());
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw CoreProblem.failed(path + " cannot be deleted: " + e.getMessage());
        }
    }
}
