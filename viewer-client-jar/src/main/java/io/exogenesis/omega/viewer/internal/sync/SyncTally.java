package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.LeaveTimes;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushAck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one sync has done so far, over all its attempts. Used by one thread. */
final class SyncTally {
    private final long started = System.nanoTime();
    private final List<String> notes = new ArrayList<>();
    private Duration roundTrip = Duration.ZERO;
    private int attempts;
    private int pushed;
    private int acknowledged;
    private int duplicates;
    private int refused;
    private int upserts;
    private int removals;
    private boolean snapshot;
    private double rank = Double.NaN;
    private Duration next = Duration.ZERO;

    void attempt() {
        attempts++;
    }

    int attempts() {
        return attempts;
    }

    void roundTrip(long nanos) {
        roundTrip = Duration.ofNanos(nanos);
    }

    void pushed(int contributions) {
        pushed += contributions;
    }

    void acknowledged(int contributions) {
        acknowledged += contributions;
    }

    void ack(PushAck ack, int refusedNow) {
        duplicates += ack.getDuplicates();
        refused += refusedNow;
        ack.getRefusedList().stream()
                .limit(5)
                .forEach(r -> note("the Core refused contribution " + r.getSeq() + " ("
                        + r.getReason().getCode() + "): "
                        + Refusals.oneLine(r.getReason().getMessage())));
    }

    /** Whether the bank changed. */
    boolean changed() {
        return upserts + removals > 0 || snapshot;
    }

    void pulled(BankDelta delta, PullResponse response) {
        upserts += delta.upserts().size();
        removals += delta.removals().size();
        snapshot |= delta.snapshot();
        if (response.hasMetadata()) {
            rank = response.getMetadata().getViewerRank();
            next = atMostADay(response.getMetadata().getNextSyncMs());
        }
    }

    /** What a Core asks an agent to wait, in milliseconds: it may not silence one for longer than a day. */
    static Duration atMostADay(long asked) {
        return Duration.ofMillis(Math.clamp(asked, 0, LeaveTimes.DAY.toMillis()));
    }

    void note(String line) {
        notes.add(line);
    }

    SyncReport report(CoreDialogue core, BankVersion bank, AgentRecord.ModelsInUse models) {
        core.notes().forEach(this::note);
        return SyncReport.builder(core.transport(), bank)
                .attempts(attempts)
                .roundTrip(roundTrip)
                .total(Duration.ofNanos(System.nanoTime() - started))
                .pushed(pushed)
                .acknowledged(acknowledged)
                .duplicates(duplicates)
                .refused(refused)
                .upserts(upserts)
                .removals(removals)
                .snapshot(snapshot)
                .itemModelVersion(models.itemModel())
                .catalogueVersion(models.catalogue())
                .bytesSent(core.bytesSent())
                .bytesReceived(core.bytesReceived())
                .viewerRank(rank)
                .nextSync(next)
                .notes(notes)
                .build();
    }
}
