package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.BankVersion;
import java.time.Duration;
import java.util.List;

/**
 * What one sync did.
 */
public final class SyncReport {
    private final String transport;
    private final int attempts;
    private final Duration roundTrip;
    private final Duration total;
    private final int pushed;
    private final int acknowledged;
    private final int duplicates;
    private final int refused;
    private final int upserts;
    private final int removals;
    private final boolean snapshot;
    private final BankVersion bank;
    private final long itemModelVersion;
    private final long catalogueVersion;
    private final long bytesSent;
    private final long bytesReceived;
    private final double viewerRank;
    private final Duration nextSync;
    private final List<String> notes;

    private SyncReport(Builder b) {
        b.notes = List.copyOf(b.notes);
        transport = b.transport;
        attempts = b.attempts;
        roundTrip = b.roundTrip;
        total = b.total;
        pushed = b.pushed;
        acknowledged = b.acknowledged;
        duplicates = b.duplicates;
        refused = b.refused;
        upserts = b.upserts;
        removals = b.removals;
        snapshot = b.snapshot;
        bank = b.bank;
        itemModelVersion = b.itemModelVersion;
        catalogueVersion = b.catalogueVersion;
        bytesSent = b.bytesSent;
        bytesReceived = b.bytesReceived;
        viewerRank = b.viewerRank;
        nextSync = b.nextSync;
        notes = b.notes;
    }

    public static Builder builder(String transport, BankVersion bank) {
        return new Builder(transport, bank);
    }

    /** What carried it: {@code quic} or {@code https}. */
    public String transport() {
        return transport;
    }

    /** 1 when nothing had to be tried again. */
    public int attempts() {
        return attempts;
    }

    /** The first exchange that succeeded: connect, push and pull together. */
    public Duration roundTrip() {
        return roundTrip;
    }

    /** Time from the call to the end, with further pages, item model, catalogue and pauses between attempts. */
    public Duration total() {
        return total;
    }

    /** Contributions sent (again or for the first time). */
    public int pushed() {
        return pushed;
    }

    /** Contributions that became durable at the Core and left the outbox. */
    public int acknowledged() {
        return acknowledged;
    }

    /** How many of those pushed the Core had already. */
    public int duplicates() {
        return duplicates;
    }

    /** How many of those acknowledged the Core refused at once. */
    public int refused() {
        return refused;
    }

    /** Patterns of the bank received. */
    public int upserts() {
        return upserts;
    }

    /** Patterns of the bank removed. */
    public int removals() {
        return removals;
    }

    /** The bank was sent anew. */
    public boolean snapshot() {
        return snapshot;
    }

    /** What the agent holds now. */
    public BankVersion bank() {
        return bank;
    }

    /** Version of the item model in use, 0 for none. */
    public long itemModelVersion() {
        return itemModelVersion;
    }

    /** Version of the catalogue in use, 0 for none. */
    public long catalogueVersion() {
        return catalogueVersion;
    }

    /** Bytes of frames sent. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Bytes of frames received, without what another agent of this process had fetched already. */
    public long bytesReceived() {
        return bytesReceived;
    }

    /** Reputation in [0, 1] as the Core told, NaN when it did not. */
    public double viewerRank() {
        return viewerRank;
    }

    /** What the Core recommends, zero when it did not. */
    public Duration nextSync() {
        return nextSync;
    }

    /** One line each: a fall-back, a bank that was replaced, a contribution refused. */
    public List<String> notes() {
        return notes;
    }

    /** Collects the parts; what is not given stays at its default. */
    public static final class Builder {
        private String transport;
        private int attempts = 1;
        private Duration roundTrip = Duration.ZERO;
        private Duration total = Duration.ZERO;
        private int pushed;
        private int acknowledged;
        private int duplicates;
        private int refused;
        private int upserts;
        private int removals;
        private boolean snapshot;
        private BankVersion bank;
        private long itemModelVersion;
        private long catalogueVersion;
        private long bytesSent;
        private long bytesReceived;
        private double viewerRank = Double.NaN;
        private Duration nextSync = Duration.ZERO;
        private List<String> notes = List.of();

        private Builder(String transport, BankVersion bank) {
            this.transport = transport;
            this.bank = bank;
        }

        public Builder attempts(int value) {
            attempts = value;
            return this;
        }

        public Builder roundTrip(Duration value) {
            roundTrip = value;
            return this;
        }

        public Builder total(Duration value) {
            total = value;
            return this;
        }

        public Builder pushed(int value) {
            pushed = value;
            return this;
        }

        public Builder acknowledged(int value) {
            acknowledged = value;
            return this;
        }

        public Builder duplicates(int value) {
            duplicates = value;
            return this;
        }

        public Builder refused(int value) {
            refused = value;
            return this;
        }

        public Builder upserts(int value) {
            upserts = value;
            return this;
        }

        public Builder removals(int value) {
            removals = value;
            return this;
        }

        public Builder snapshot(boolean value) {
            snapshot = value;
            return this;
        }

        public Builder itemModelVersion(long value) {
            itemModelVersion = value;
            return this;
        }

        public Builder catalogueVersion(long value) {
            catalogueVersion = value;
            return this;
        }

        public Builder bytesSent(long value) {
            bytesSent = value;
            return this;
        }

        public Builder bytesReceived(long value) {
            bytesReceived = value;
            return this;
        }

        public Builder viewerRank(double value) {
            viewerRank = value;
            return this;
        }

        public Builder nextSync(Duration value) {
            nextSync = value;
            return this;
        }

        public Builder notes(List<String> value) {
            notes = value;
            return this;
        }

        public SyncReport build() {
            return new SyncReport(this);
        }
    }
}
