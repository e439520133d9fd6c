package io.exogenesis.omega.viewer.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file of a host's memory, from anywhere: it is imported whole, durably and once, or nothing of it is. */
class MemoryTransferFuzzTest {
    private static final ViewerId VIEWER = new ViewerId("v");
    private static final String LINK =
            "{\"memory\":\"link\",\"from\":%d,\"to\":%d,\"kind\":\"PREREQUISITE\",\"weight\":1}\n";

    static Stream<Arguments> seeds() {
        Random random = new Random(1);
        StringBuilder some = new StringBuilder();
        for (int n = 0; n < 6; n++) {
            some.append(line(AgentSchemaPropertyTest.entry(random), random)).append('\n');
        }
        String skill = line(MemoryTransferTest.skill(7), random);
        String other = line(MemoryTransferTest.skill(8), random);
        return Stream.of(
                        some.toString(),
                        some.substring(0, some.length() / 2),
                        skill + '\n' + other + '\n' + LINK.formatted(7, 8) + LINK.formatted(8, 7),
                        skill + '\n' + skill + '\n' + LINK.formatted(7, 7),
                        skill.replace("1970", "+999999999"),
                        skill.replace("\"ü\"", "\"\\ud800\""),
                        skill.replace("\"averageLatencyMillis\":0.0", "\"averageLatencyMillis\":NaN"),
                        "{\"mediaId\":\"m\"}\n\n[]\n",
                        "[".repeat(3_000),
                        "{\"memory\":{}}")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    private static String line(Entry entry, Random random) {
        return MemoryTransfer.line(new AgentRecord.Stored(entry, AgentSchemaPropertyTest.embedding(random)));
    }

    @MethodSource("seeds")
    @FuzzTest // must come last
    void load_anyFile_isImportedOnceAndDurablyOrNotAtAll(byte[] data) {
        String text = new String(data, UTF_8);
        PowerLossFileLayer disk = new PowerLossFileLayer();
        List<AgentRecord> there;
        try (AgentDb db = open(disk)) {
            int added;
            try {
                added = new MemoryTransfer(db).load(new StringReader(text)).added();
            } catch (ViewerException e) {
                assertThat(e).hasMessageContaining("line ");
                assertThat(entries(db)).isEmpty();
                return;
            }
            there = entries(db);
            assertThat(there).hasSize(added);
        }
        try (AgentDb db = open(disk)) {
            assertThat(entries(db)).isEqualTo(there);
            assertThat(new MemoryTransfer(db).load(new StringReader(text)).added())
                    .isZero();
            StringWriter out = new StringWriter();
            new MemoryTransfer(db).export(out);
            assertThat(new MemoryTransfer(db)
                            .load(new StringReader(out.toString()))
                            .added())
                    .isZero();
        }
    }

    private static List<AgentRecord> entries(AgentDb db) {
        return db.read(s -> s.entries().toRecords());
    }

    private static AgentDb open(PowerLossFileLayer disk) {
        return AgentDb.open(VIEWER, disk, () -> {}, 1_000);
    }
}
