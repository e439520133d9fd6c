package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.StringReader;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MemoryTransferPropertyTest {
    private static final String CHARACTERS = "{}[]\":,0-9.eE\\\\nulltruefalse\u0000ü\n ";

    // A file is foreign: whatever stands in it, there is one kind of error, and then nothing was imported.
    @Property(tries = 400)
    void load_mutatedLines_importsOrNamesTheLine(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < 3; n++) {
            AgentRecord.Stored stored = new AgentRecord.Stored(
                    AgentSchemaPropertyTest.entry(random), AgentSchemaPropertyTest.embedding(random));
            text.append(MemoryTransfer.line(stored)).append('\n');
        }
        for (int n = random.nextInt(6); n >= 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(40)));
                default -> text.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        try (AgentDb db = AgentDb.open(new ViewerId("v"), new PowerLossFileLayer(), () -> {}, 100)) {
            int added = 0;
            try {
                added = new MemoryTransfer(db)
                        .load(new StringReader(text.toString()))
                        .added();
            } catch (ViewerException e) {
                assertThat(e).hasMessageContaining("line ");
            }
            int there = db.read(s -> s.entries().size());
            assertThat(there).isEqualTo(added);
        }
    }
}
