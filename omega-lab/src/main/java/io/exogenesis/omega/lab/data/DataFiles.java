package io.exogenesis.omega.lab.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds files of a data set in a directory, each plain or packed. */
record DataFiles(Path directory) {
    private static final String PACKED = ".gz";
    /** What people download, and what no reader here unpacks. */
    private static final List<String> ARCHIVES =
            List.of(".zip", ".tar", ".tgz", ".tar.gz", ".bz2", ".xz", ".7z", ".zst", ".rar");

    private static final List<String> TABLES = List.of(".csv", ".tsv", ".dat", ".data", ".item", ".inter");

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
        return all().stream()
                .filter(file -> Arrays.stream(ends).anyMatch(bare(name(file))::endsWith))
                .toList();
    }

    /** A file that is nearly one that would be read, and what helps; for a person. */
    Optional<String> nearly() {
        return all().stream()
                .map(DataFiles::name)
                .flatMap(n -> hint(n).stream())
                .findFirst();
    }

    private static Optional<String> hint(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ARCHIVES.stream().anyMatch(lower::endsWith)) {
            return Optional.of(name + " is an archive: unpack it first");
        }
        if (!lower.equals(name) && TABLES.stream().anyMatch(bare(lower)::endsWith)) {
            return Optional.of(name + " is read if its name is in lower case: " + lower);
        }
        return bare(lower).endsWith(".txt")
                ? Optional.of(name + " is read if its name ends in .csv or .tsv")
                : Optional.empty();
    }

    private List<Path> all() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw TextFile.unreadable(directory, e);
        }
        found.sort(null);
        return found;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String bare(String name) {
        return name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
    }
}
