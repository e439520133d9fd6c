package io.exogenesis.omega.wire.delta;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.wire.v1.ItemModel;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * From one published model to the next.
 *
 * <pre>
 * step, big-endian := format int8 = {@value #FORMAT}; base, target: versions, int64; bytes, crc32c: of the target, int32
 *                     leading int16, fine int8, coarse int8: see {@link Steps}
 *                     rest int32: bytes of the target without codes and scales; packed int32: bytes of it as they follow
 *                     packed: zstd, with the same part of the base as its dictionary
 *                     coded: turn and rows, to the end
 * </pre>
 */
final class DeltaStep {
    /** Bytes before the packed part. */
    static final int HEAD = 37;

    private static final int FORMAT = 1;
    /** Ranks of an item model end here. */
    private static final int MOST_RANK = 4096;
    /** Some tenths of a second for megabytes, once for each model. */
    private static final int LEVEL = 19;
    /** The widest window that every zstd decoder takes. */
    private static final int WIDEST_WINDOW = 27;

    private DeltaStep() {}

    /** What stands first. */
    record Head(long base, long target, int bytes, int crc32c, Steps steps, int rest, int packed) {
        /** @throws DeltaException if it is none, or not of this format */
        static Head read(ByteBuffer in) {
            if (in.remaining() < HEAD || in.get() != FORMAT) {
                throw new DeltaException("no step of a delta of format " + FORMAT);
            }
            Head head = new Head(
                    in.getLong(),
                    in.getLong(),
                    in.getInt(),
                    in.getInt(),
                    new Steps(in.getShort() & 0xffff, in.get() & 255, in.get() & 255),
                    in.getInt(),
                    in.getInt());
            if (head.bytes < 0 || head.rest < 0 || head.rest > head.bytes || head.packed < 0) {
                throw new DeltaException("a step of a delta has lengths that cannot be");
            }
            return head;
        }
    }

    static byte[] encode(ItemModel base, ItemModel target, Turn turn) {
        byte[] bytes = target.toByteArray();
        byte[] rest = rest(target).toByteArray();
        byte[] packed = packed(rest, rest(base).toByteArray());
        byte[] coded = coded(base, target, turn);
        Steps steps = Steps.SHIPPED;
        return ByteBuffer.allocate(HEAD + packed.length + coded.length)
                .put((byte) FORMAT)
                .putLong(base.getVersion())
                .putLong(target.getVersion())
                .putInt(bytes.length)
                .putInt(crc(bytes))
                .putShort((short) steps.leading())
                .put((byte) steps.fine())
                .put((byte) steps.coarse())
                .putInt(rest.length)
                .putInt(packed.length)
                .put(packed)
                .put(coded)
                .array();
    }

    private static ItemModel rest(ItemModel model) {
        return model.toBuilder().clearCodes().clearScales().build();
    }

    private static byte[] packed(byte[] rest, byte[] base) {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            int window = Long.SIZE - Long.numberOfLeadingZeros((long) rest.length + base.length + 1024);
            zstd.setLevel(LEVEL).setWindowLog(Math.min(window, WIDEST_WINDOW));
            zstd.loadDict(base);
            return zstd.compress(rest);
        } catch (LinkageError e) {
            throw withoutZstd(e);
        }
    }

    private static byte[] coded(ItemModel base, ItemModel target, Turn turn) {
        Rows rows = Rows.of(target);
        Rows before = Rows.of(base);
        requireFit(turn, before, rows);
        BitEncoder coder = new BitEncoder();
        turn.code(coder);
        walk(new RowCoder(coder, before, turn, Steps.SHIPPED, rows), base, target);
        return coder.finish();
    }

    private static void requireFit(Turn turn, Rows before, Rows rows) {
        if (turn.from() != before.rank() || turn.to() != rows.rank()) {
            throw new DeltaException("a turn from " + turn.from() + " to " + turn.to()
                    + " directions does not fit models of " + before.rank() + " and " + rows.rank());
        }
    }

    private static void walk(RowCoder rows, ItemModel base, ItemModel target) {
        Map<String, Integer> places = Rows.places(base);
        for (int j = 0; j < target.getMediaIdsCount(); j++) {
            rows.row(j, places.getOrDefault(target.getMediaIds(j), -1));
        }
    }

    /**
     * @param most bytes that the target may have; what is allocated is of this order and of that of a turn
     * @throws DeltaException if these bytes are no step from this base, or the result is not what the step names
     */
    static byte[] apply(byte[] base, ByteBuffer step, int most) {
        Head head = Head.read(step);
        if (head.bytes > most || head.packed > step.remaining()) {
            throw new DeltaException(
                    "a step of a delta leads to " + head.bytes + " bytes, at most " + most + " are taken");
        }
        byte[] packed = new byte[head.packed];
        step.get(packed);
        byte[] coded = new byte[step.remaining()];
        step.get(coded);
        try {
            ItemModel before = ItemModel.parseFrom(base);
            if (before.getVersion() != head.base) {
                throw new DeltaException("a step leads on from item model " + Long.toUnsignedString(head.base));
            }
            ItemModel rest =
                    ItemModel.parseFrom(unpacked(packed, head.rest, rest(before).toByteArray()));
            byte[] out = filled(before, rest, head, new BitDecoder(coded)).toByteArray();
            if (out.length != head.bytes || crc(out) != head.crc32c) {
                throw new DeltaException("a delta does not give the item model that it names");
            }
            return out;
        } catch (InvalidProtocolBufferException | ZstdException e) {
            throw new DeltaException("a delta cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] unpacked(byte[] packed, int length, byte[] base) {
        try (ZstdDecompressCtx zstd = new ZstdDecompressCtx()) {
            if (Zstd.getFrameContentSize(packed) != length) {
                throw new DeltaException("a delta's packed part is not of " + length + " bytes");
            }
            zstd.loadDict(base);
            return zstd.decompress(packed, length);
        } catch (LinkageError e) {
            throw withoutZstd(e);
        }
    }

    /* A host may forbid native code, or have a system that zstd has no library for: then snapshots do. */
    private static DeltaException withoutZstd(LinkageError e) {
        return new DeltaException("zstd cannot be loaded here: " + e, e);
    }

    private static ItemModel filled(ItemModel before, ItemModel rest, Head head, BitCoder coder) {
        int items = rest.getMediaIdsCount();
        int rank = rest.getRank();
        if (rank < 1 || rank > MOST_RANK || rank != rest.getSpectrumCount() || (long) items * rank > head.bytes) {
            throw new DeltaException("a delta to " + items + " titles of rank " + Integer.toUnsignedString(rank));
        }
        Rows old = Rows.of(before);
        if (old.rank() > MOST_RANK) {
            throw new DeltaException("a delta from rank " + old.rank());
        }
        Rows rows = new Rows(rank, new byte[items * rank], new float[items]);
        Turn turn = Turn.none(old.rank(), rank);
        turn.code(coder);
        walk(new RowCoder(coder, old, turn, head.steps, rows), before, rest);
        ItemModel.Builder out = rest.toBuilder().setCodes(ByteString.copyFrom(rows.codes()));
        for (float scale : rows.scales()) {
            out.addScales(scale);
        }
        return out.build();
    }

    static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }
}
