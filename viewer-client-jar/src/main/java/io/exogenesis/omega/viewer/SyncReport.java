package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.BankVersion;
import java.time.Duration;
import java.util.List;

/**
 * What one sync did.
 *
 * @param transport what carried it: {@code quic} or {@code https}
 * @param attempts 1 when nothing had to be tried again
 * @param roundTrip the first exchange that succeeded: connect, push and pull together
 * @param total from the call to the end, with further pages, item model, catalogue and pauses between attempts
 * @param pushed contributions sent (again or for the first time)
 * @param acknowledged contributions that became durable at the Core and left the outbox
 * @param duplicates of those pushed, what the Core had already
 * @param refused of those acknowledged, what the Core refused at once
 * @param upserts patterns of the bank received
 * @param removals patterns of the bank removed
 * @param snapshot the bank was sent anew
 * @param bank what the agent holds now
 * @param itemModelVersion of the item model in use, 0 for none
 * @param catalogueVersion of the catalogue in use, 0 for none
 * @param bytesSent of frames
 * @param bytesReceived of frames, without what another agent of this process had fetched already
 * @param viewerRank reputation in [0, 1] as the Core told, NaN when it did not
 * @param nextSync what the Core recommends, zero when it did not
 * @param notes one line each: a fall-back, a bank that was replaced, a contribution refused
 */
public record SyncReport(
        String transport,
        int attempts,
        Duration roundTrip,
        Duration total,
        int pushed,
        int acknowledged,
        int duplicates,
        int refused,
        int upserts,
        int removals,
        boolean snapshot,
        BankVersion bank,
        long itemModelVersion,
        long catalogueVersion,
        long bytesSent,
        long bytesReceived,
        double viewerRank,
        Duration nextSync,
        List<String> notes) {
    public SyncReport {
        notes = List.copyOf(notes);
    }
}
