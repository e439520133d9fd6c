package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The disk format changes only where somebody wants it to: stores that were written must open. */
class DiskFormatTest {
    private static final Path DESCRIPTION = Path.of("src", "test", "format", "agent-records.txt");

    // A format that changes by accident (a constant in another order, a field between two) reads old stores wrongly.
    // What is added
    // on purpose is a new kind of record; -Dformat.update=true then writes the file.
    @Test
    void description_ofTheRecords_isTheOneThatWasAgreedOn() throws IOException {
        String now = "Version " + AgentSchema.VERSION + "\n\n" + AgentSchema.description();
        if (Boolean.getBoolean("format.update")) {
            Files.createDirectories(DESCRIPTION.getParent());
            Files.writeString(DESCRIPTION, now);
        }
        assertThat(now).isEqualTo(Files.readString(DESCRIPTION));
    }
}
