package io.exogenesis.omega.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.exogenesis.omega.journal.Journal;
import io.exogenesis.omega.journal.JournalOptions;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.MemoryCounter;
import io.exogenesis.omega.viewer.ViewerException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the memory reads from the disk: whatever stands in a record, the only exception is {@link ViewerException}. */
class AgentRecordFuzzTest {
    private static final ViewerId VIEWER = new ViewerId("viewer-1");

    static Stream<Arguments> records() {
        return IntStream.range(0, 60)
                .mapToObj(seed ->
                        Arguments.of((Object) AgentSchema.encode(AgentSchemaPropertyTest.record(new Random(seed)))));
    }

    @MethodSource("records")
    @FuzzTest // must come last
    void decode_anyBytes_aRecordThatIsWrittenAgainTheSameOrOneException(byte[] data) {
        AgentRecord record;
        try {
            record = AgentSchema.decode(data);
        } catch (ViewerException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(AgentSchema.decode(AgentSchema.encode(record))).isEqualTo(record);
    }

    static Stream<Arguments> entries() {
        return IntStream.range(0, 12)
                .mapToObj(seed -> Arguments.of(
                        (Object) EntrySchema.ENTRY.encode(AgentSchemaPropertyTest.entry(new Random(seed)), 9)));
    }

    @MethodSource("entries")
    @FuzzTest // must come last
    void decodeEntry_anyBytes_anEntryThatIsWrittenAgainTheSameOrOneException(byte[] data) {
        Entry entry;
        try {
            entry = EntrySchema.ENTRY.decode(data, "an entry");
        } catch (ViewerException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(EntrySchema.ENTRY.decode(EntrySchema.ENTRY.encode(entry, 9), "an entry"))
                .isEqualTo(entry);
    }

    static Stream<Arguments> journals() {
        return IntStream.range(0, 20).mapToObj(seed -> {
            Random random = new Random(seed);
            List<AgentRecord> life = new ArrayList<>(List.of(new AgentRecord.Format(2, VIEWER)));
            for (int n = 0; n < 12; n++) {
                AgentRecord record = AgentSchemaPropertyTest.record(random);
                if (!(record instanceof AgentRecord.Format)) {
                    life.add(record);
                }
            }
            return Arguments.of((Object) joined(life));
        });
    }

    /** Each record behind its length in two bytes. */
    private static byte[] joined(List<AgentRecord> records) {
        ByteBuffer out = ByteBuffer.allocate(1 << 16);
        for (AgentRecord record : records) {
            byte[] payload = AgentSchema.encode(record);
            out.putShort((short) payload.length).put(payload);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static List<byte[]> split(byte[] data) {
        List<byte[]> out = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(data);
        while (in.remaining() > 2) {
            byte[] payload = new byte[Math.clamp(Short.toUnsignedInt(in.getShort()), 1, in.remaining())];
            in.get(payload);
            out.add(payload);
        }
        return out;
    }

    // The steps are whole and of this version, but come in an order that no agent would write.
    @MethodSource("journals")
    @FuzzTest // must come last
    void open_anyRecords_aMemoryThatCanBeWrittenAnewOrOneException(byte[] data) {
        PowerLossFileLayer disk = new PowerLossFileLayer();
        try (Journal journal = Journal.open(disk, JournalOptions.defaults())) {
            journal.append(split(data)).join();
        }
        List<AgentRecord> entries;
        try (AgentDb db = AgentDb.open(VIEWER, disk, () -> {}, 1_000)) {
            db.compactNow();
            entries = entries(db);
        } catch (ViewerException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        try (AgentDb db = AgentDb.open(VIEWER, disk, () -> {}, 1_000)) {
            assertThat(entries(db)).isEqualTo(entries);
        }
    }

    private static List<AgentRecord> entries(AgentDb db) {
        return db.read(s -> s.entries().toRecords());
    }

    static Stream<Arguments> sealed() {
        byte[] sealed = seal().seal(new byte[] {29}, 0, false);
        return Stream.of(sealed, Arrays.copyOf(sealed, 13), Arrays.copyOf(sealed, 5), new byte[] {127}, new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    private static SealedLog seal() {
        return new SealedLog(new byte[RecordSeal.KEY_BYTES], VIEWER, MemoryCounter.NONE);
    }

    @MethodSource("sealed")
    @FuzzTest // must come last
    void openSealed_anyBytes_plainOrOneException(byte[] data) {
        try {
            if (SealedLog.isSealed(data)) {
                assertThat(seal().open(data, 0)).hasSizeLessThan(data.length);
            } else {
                assertThat(seal().open(data, 0)).isEqualTo(data); // a plain memory that is to be sealed
            }
        } catch (ViewerException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
