package io.exogenesis.omega.core.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Epochs whose end changed a viewer's reputation, the newest {@value #MOST}. It is a part of the account, so it is durable with the round
 * that ends the epoch, and goes with the account. Immutable.
 *
 * <p>As bytes: byte count, then oldest first int epoch · int seconds since 1970, unsigned · float reputation afterwards.
 */
final class ReputationHistory {
    /** A fall and how it was earned back can be seen; 144 bytes a viewer, or 14 MB of heap and of a checkpoint for 100,000. */
    static final int MOST = 12;

    static final ReputationHistory EMPTY = new ReputationHistory(new int[0], new int[0], new float[0]);

    private final int[] epochs;
    private final int[] seconds;
    private final float[] values;

    private ReputationHistory(int[] epochs, int[] seconds, float[] values) {
        this.epochs = epochs;
        this.seconds = seconds;
        this.values = values;
    }

    /** With one more at the end, and without the oldest if that is too many. */
    ReputationHistory with(long epoch, Instant at, double reputation) {
        int from = epochs.length == MOST ? 1 : 0;
        int size = epochs.length - from + 1;
        int[] moreEpochs = Arrays.copyOfRange(epochs, from, from + size);
        int[] moreSeconds = Arrays.copyOfRange(seconds, from, from + size);
        float[] moreValues = Arrays.copyOfRange(values, from, from + size);
        moreEpochs[size - 1] = (int) epoch;
        moreSeconds[size - 1] = (int) at.getEpochSecond();
        moreValues[size - 1] = (float) reputation;
        return new ReputationHistory(moreEpochs, moreSeconds, moreValues);
    }

    /** Newest first. */
    List<ReputationChange> changes() {
        List<ReputationChange> all = new ArrayList<>(epochs.length);
        for (int i = epochs.length - 1; i >= 0; i--) {
            Instant at = Instant.ofEpochSecond(Integer.toUnsignedLong(seconds[i]));
            all.add(new ReputationChange(epochs[i], at, values[i]));
        }
        return all;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(epochs.length);
        for (int i = 0; i < epochs.length; i++) {
            out.writeInt(epochs[i]);
            out.writeInt(seconds[i]);
            out.writeFloat(values[i]);
        }
    }

    static ReputationHistory read(DataInputStream in) throws IOException {
        ReputationHistory history = EMPTY;
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            int epoch = in.readInt();
            Instant at = Instant.ofEpochSecond(Integer.toUnsignedLong(in.readInt()));
            history = history.with(epoch, at, in.readFloat());
        }
        return history;
    }
}
