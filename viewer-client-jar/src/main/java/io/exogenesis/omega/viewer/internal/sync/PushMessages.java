package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.wire.Frames;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.PushPatterns;
import java.util.ArrayList;
import java.util.List;

/** Cuts what waits into push messages. Showing the owner what would leave and sending it use this one method. */
public final class PushMessages {
    /** Half of the largest frame: room for the frame around it, and no message near a limit. */
    static final int MAX_BYTES = Frames.MAX_FRAME_BYTES / 2;

    private PushMessages() {}

    /** Messages of at most {@link Frames#MAX_CONTRIBUTIONS_PER_PUSH} contributions and {@link #MAX_BYTES} bytes, in order. */
    public static List<PushPatterns> of(List<Contribution> contributions) {
        List<PushPatterns> messages = new ArrayList<>();
        PushPatterns.Builder message = PushPatterns.newBuilder();
        int bytes = 0;
        for (Contribution contribution : contributions) {
            var wire = WireCodec.toWire(contribution);
            boolean full = message.getContributionsCount() == Frames.MAX_CONTRIBUTIONS_PER_PUSH
                    || bytes + wire.getSerializedSize() > MAX_BYTES;
            if (full && message.getContributionsCount() > 0) {
                messages.add(message.build());
                message = PushPatterns.newBuilder();
                bytes = 0;
            }
            message.addContributions(wire);
            bytes += wire.getSerializedSize();
        }
        if (message.getContributionsCount() > 0) {
            messages.add(message.build());
        }
        return messages;
    }
}
