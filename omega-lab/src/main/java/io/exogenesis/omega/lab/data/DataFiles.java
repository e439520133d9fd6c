package io.exogenesis.omega.lab.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds files of a data set in a directory, each plain or packed. */
record DataFiles(Path directory) {
    private static final String PACKED = ".gz";

    boolean has(String name) {
        return Files.exists(directory.resolve(name)) || Files.exists(directory.resolve(name + PACKED));
    }

    /**
     * The file or its packed form; the file's name if there is neither, so that its absence is told where it is read.
     *
     * @throws DatasetException if there are both
     */
    Path get(String name) {
        Path plain = directory.resolve(name);
        Path packed = directory.resolve(name + PACKED);
        if (!Files.exists(packed)) {
            return plain;
        }
        if (Files.exists(plain)) {
            throw new DatasetException(plain + " and " + packed.getFileName() + " are both there: which one is meant?");
        }
        return packed;
    }

    /** All files whose names end so, packed or not, by name. */
    List<Path> ending(String... ends) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String bare = name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
                for (String end : ends) {
                    if (bare.endsWith(end)) {
                        found.add(file);
                    }
                }
            }
        } catch (IOException e) {
            throw TextFile.unreadable(directory, e);
        }
        found.sort(null);
        return found;
    }
}
