package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "viewer")
class ViewerEntity {
    @Id
    String id;

    @Column(name = "display_name")
    @Nullable
    String displayName;

    @Column(name = "may_patterns")
    boolean mayPatterns;

    @Column(name = "may_sample")
    boolean maySample;

    @Column(name = "may_audit")
    boolean mayAudit;

    @Column(name = "may_metrics")
    boolean mayMetrics;

    @Column(name = "may_large_sample")
    boolean mayLargeSample;

    @Column(name = "registered_ms")
    long registeredMs;

    @Column(name = "last_seen_ms")
    @Nullable
    Long lastSeenMs;

    @Column(name = "revoked_ms")
    @Nullable
    Long revokedMs;

    @Column(name = "suspended_ms")
    @Nullable
    Long suspendedMs;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected ViewerEntity() {}

    ViewerEntity(ViewerRow row) {
        id = row.id().value();
        displayName = row.displayName().orElse(null);
        registeredMs = row.registeredAt().toEpochMilli();
        lastSeenMs = row.lastSeen().map(Instant::toEpochMilli).orElse(null);
        revokedMs = row.revokedAt().map(Instant::toEpochMilli).orElse(null);
        suspendedMs = row.suspendedAt().map(Instant::toEpochMilli).orElse(null);
        set(row.consents());
    }

    void suspend(Instant at) {
        suspendedMs = suspendedMs != null || revokedMs != null ? suspendedMs : Long.valueOf(at.toEpochMilli());
    }

    void resume() {
        suspendedMs = null;
    }

    private void set(Consents consents) {
        mayPatterns = consents.patterns();
        maySample = consents.sample();
        mayAudit = consents.audit();
        mayMetrics = consents.metrics();
        mayLargeSample = consents.largeSample();
    }

    private Consents consents() {
        return Consents.NONE
                .withPatterns(mayPatterns)
                .withSample(maySample)
                .withAudit(mayAudit)
                .withMetrics(mayMetrics)
                .withLargeSample(mayLargeSample);
    }

    /** A removed viewer's consents are none for good. */
    void change(Consents consents) {
        if (revokedMs == null) {
            clear(consents);
        }
    }

    private void clear(Consents consents) {
        set(consents);
        if (consents.equals(Consents.NONE)) {
            displayName = null;
            lastSeenMs = null;
        }
    }

    /** Keeps that it existed, and nothing about its owner. */
    void revoke(Instant at) {
        revokedMs = revokedMs == null ? Long.valueOf(at.toEpochMilli()) : revokedMs;
        suspendedMs = null;
        clear(Consents.NONE);
    }

    ViewerRow row() {
        return new ViewerRow(
                new ViewerId(id),
                Optional.ofNullable(displayName),
                consents(),
                Instant.ofEpochMilli(registeredMs),
                Columns.instant(lastSeenMs),
                Columns.instant(revokedMs),
                Columns.instant(suspendedMs));
    }
}
