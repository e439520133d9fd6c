package io.exogenesis.omega.learning.round;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.defence.DefenceState;
import io.exogenesis.omega.learning.item.ItemMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * All that the Core keeps between rounds. No raw contribution and no viewer's id is in it.
 *
 * @param round rounds run so far
 * @param epoch number of the running epoch, from 0
 * @param epochStart the bank when the running epoch began, with its juries, and what juries refused: a round starts from it
 * @param published the bank after the last round, without places of jurors: it lends its ids
 * @param items what is remembered of samples of past epochs
 * @param modelRows fingerprints of the rows in the item model that was published last, ascending
 * @param defence what the item plane's defence remembers of past epochs
 */
public record RoundState(
        long round,
        long epoch,
        List<TrackedPattern> epochStart,
        List<TrackedPattern> published,
        ItemMemory items,
        long[] modelRows,
        DefenceState defence) {
    private static final int MAGIC = 0x4f4d5253;
    private static final int VERSION = 3;
    /** Its memory counts a viewer once an epoch. */
    private static final int VERSION_WITHOUT_LEASES = 2;
    /** Without a defence; the next epoch that is large enough founds its history. */
    private static final int VERSION_WITHOUT_DEFENCE = 1;

    public RoundState {
        epochStart = List.copyOf(epochStart);
        published = List.copyOf(published);
    }

    /** Before the first round. */
    public static RoundState initial(RoundSettings settings) {
        return new RoundState(
                0, 0, List.of(), List.of(), ItemMemory.empty(settings.items()), new long[0], DefenceState.EMPTY);
    }

    /** The same, after which the next round publishes an item model in any case. */
    public RoundState withoutModel() {
        return new RoundState(round, epoch, epochStart, published, items, new long[0], defence);
    }

    /** The same with an empty bank and without refusals; the next round publishes an item model in any case. */
    public RoundState withoutPatterns() {
        return new RoundState(round, epoch, List.of(), List.of(), items, new long[0], defence);
    }

    /**
     * Bytes: magic {@code OMRS}, version int (3), round and epoch long, the two lists of tracked patterns (count int, then
     * {@link TrackedPatterns}), item memory, fingerprints (count int, then longs), {@link DefenceState} (not in version 1),
     * CRC32C of all before as int. Big-endian.
     */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(round);
            out.writeLong(epoch);
            TrackedPatterns.write(epochStart, out);
            TrackedPatterns.write(published, out);
            items.write(out);
            out.writeInt(modelRows.length);
            for (long row : modelRows) {
                out.writeLong(row);
            }
            defence.write(out);
            out.writeInt(crc(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What {@link #encode} wrote, now or in versions 1 and 2.
     *
     * @throws LearningException if the bytes are torn, altered or of another version
     */
    public static RoundState decode(byte[] bytes) {
        if (bytes.length < 12) {
            throw new LearningException("a round state of " + bytes.length + " bytes is torn");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int magic = in.readInt();
            int version = in.readInt();
            if (magic != MAGIC || version < VERSION_WITHOUT_DEFENCE || version > VERSION) {
                throw new LearningException(
                        "not a round state of version " + VERSION_WITHOUT_DEFENCE + " to " + VERSION + ": " + version);
            }
            int stored = new DataInputStream(new ByteArrayInputStream(bytes, bytes.length - 4, 4)).readInt();
            if (stored != crc(bytes, bytes.length - 4)) {
                throw new LearningException("a round state's checksum is wrong: the bytes are damaged");
            }
            return read(in, version);
        } catch (IOException | IllegalArgumentException e) {
            throw new LearningException("a round state cannot be read: " + e.getMessage(), e);
        }
    }

    private static RoundState read(DataInputStream in, int version) throws IOException {
        long round = in.readLong();
        long epoch = in.readLong();
        List<TrackedPattern> start = TrackedPatterns.read(in);
        List<TrackedPattern> published = TrackedPatterns.read(in);
        ItemMemory stored = ItemMemory.read(in);
        ItemMemory items = version > VERSION_WITHOUT_LEASES ? stored : stored.eachViewerOnce();
        int count = in.readInt();
        if (count < 0 || count > in.available() / Long.BYTES) {
            throw new LearningException("a round state ends before its " + count + " fingerprints");
        }
        long[] rows = new long[count];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = in.readLong();
        }
        DefenceState defence = version > VERSION_WITHOUT_DEFENCE ? DefenceState.read(in) : DefenceState.EMPTY;
        return new RoundState(round, epoch, start, published, items, rows, defence);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RoundState s
                && s.round == round
                && s.epoch == epoch
                && s.epochStart.equals(epochStart)
                && s.published.equals(published)
                && s.items.equals(items)
                && Arrays.equals(s.modelRows, modelRows)
                && s.defence.equals(defence);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(round * 31 + epoch);
    }
}
