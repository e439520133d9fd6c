package io.exogenesis.omega.wire.delta;

import io.exogenesis.omega.wire.v1.ItemModel;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The way from one published item model to a later one, over all that were published in between.
 *
 * <pre>
 * chain := step …, each preceded by its length, int32, big-endian
 * </pre>
 *
 * A chain without its first steps is one, too: what leads on from a later model.
 */
public final class DeltaChain {
    /** From nowhere to nowhere. */
    public static final DeltaChain NONE = new DeltaChain(new byte[0]);

    private final byte[] bytes;

    private DeltaChain(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param bytes kept, not copied
     * @throws DeltaException if it is not made of steps that each lead on where the one before ends
     */
    public static DeltaChain of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        DeltaStep.Head before = null;
        while (in.hasRemaining()) {
            DeltaStep.Head head = DeltaStep.Head.read(next(in));
            if (before != null && before.target() != head.base()) {
                throw new DeltaException("a delta's steps do not follow each other");
            }
            before = head;
        }
        return new DeltaChain(bytes);
    }

    private static ByteBuffer next(ByteBuffer in) {
        int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new DeltaException("a delta ends within a step");
        }
        ByteBuffer step = in.slice(in.position(), length);
        in.position(in.position() + length);
        return step;
    }

    /**
     * This chain and a step from {@code base} to {@code target}; only that step, if the chain does not end at {@code base}. The first
     * steps are left out while the whole has more than {@code most} bytes.
     *
     * @param turn best one that makes base of target; any other costs bytes only
     * @throws DeltaException if the models' sizes do not fit
     */
    public DeltaChain then(ItemModel base, ItemModel target, Turn turn, int most) {
        byte[] step = DeltaStep.encode(base, target, turn);
        byte[] former = leadsTo(base.getVersion()) ? bytes : new byte[0];
        byte[] all = ByteBuffer.allocate(former.length + Integer.BYTES + step.length)
                .put(former)
                .putInt(step.length)
                .put(step)
                .array();
        int from = 0;
        while (all.length - from > most && from < all.length) {
            from += Integer.BYTES + ByteBuffer.wrap(all, from, Integer.BYTES).getInt();
        }
        return new DeltaChain(Arrays.copyOfRange(all, from, all.length));
    }

    private boolean leadsTo(long version) {
        boolean leads = false;
        for (ByteBuffer in = ByteBuffer.wrap(bytes); in.hasRemaining(); ) {
            leads = DeltaStep.Head.read(next(in)).target() == version;
        }
        return leads;
    }

    /** Where the part that leads on from a version begins, in {@link #bytes}; −1 if there is none. */
    public int from(long version) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            int at = in.position();
            if (DeltaStep.Head.read(next(in)).base() == version) {
                return at;
            }
        }
        return -1;
    }

    /** Shared: nobody changes them. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The encoded model at the end of a chain.
     *
     * @param base encoded model at its beginning
     * @param most bytes that a model may have
     * @throws DeltaException if the chain is empty, does not lead on from this base, or a checksum does not fit
     */
    public static byte[] apply(byte[] base, byte[] chain, int most) {
        ByteBuffer in = ByteBuffer.wrap(chain);
        byte[] model = base;
        if (!in.hasRemaining()) {
            throw new DeltaException("an empty delta");
        }
        while (in.hasRemaining()) {
            model = DeltaStep.apply(model, next(in), most);
        }
        return model;
    }
}
