package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.ViewerStats;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A memory that was made by a look at it, before anything was tracked. */
final class EmptyMemory {
    /** What a viewer's memory lies in; models and catalogue are the same for every viewer. */
    private static final List<String> PARTS = List.of("journal", "memory");

    private EmptyMemory() {}

    /** Whether nothing was tracked or stored. */
    static boolean is(ViewerAgent agent) {
        ViewerStats.Memory memory = agent.stats().memory();
        StringWriter entries = new StringWriter();
        agent.exportMemory(entries);
        return memory.events() == 0
                && memory.titles() == 0
                && entries.toString().isBlank();
    }

    /** Removes it from a directory that no agent has open. */
    static void remove(Path directory) {
        for (String part : PARTS) {
            Path there = directory.resolve(part);
            if (Files.exists(there)) {
                removeTree(there);
            }
        }
    }

    private static void removeTree(Path there) {
        try (Stream<Path> files = Files.walk(there)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new ViewerException("the empty memory in " + there + " cannot be removed: " + e, e);
        }
    }
}
