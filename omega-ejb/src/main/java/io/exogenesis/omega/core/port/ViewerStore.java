package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry's rows: viewers and the hashes of enrolment codes. */
public interface ViewerStore {

    /** Adds codes by their hashes. */
    void addCodes(List<String> hashes, Instant now);

    /**
     * Uses up a code and adds the viewer, together or not at all.
     *
     * @return false if the code is unknown or used; then nothing changed
     */
    boolean enrol(String codeHash, ViewerRow viewer);

    Optional<ViewerRow> find(ViewerId id);

    /** All rows, revoked ones too, oldest first. */
    List<ViewerRow> all();

    /** Some of {@link #all}, in the same order. */
    List<ViewerRow> page(int offset, int limit);

    /** Without any consent left, display name and last-seen time are cleared, too. */
    void changeConsents(ViewerId id, Consents consents);

    /** A viewer that was revoked before keeps the time of it. */
    void revoke(ViewerId id, Instant at);

    /** Writes many last-seen times in one transaction; unknown viewers and those without any consent are skipped. */
    void seen(Map<ViewerId, Instant> times);

    /** Codes that were not used yet; used ones are not kept. */
    long openCodes();

    /**
     * A registered viewer.
     *
     * @param lastSeen flushed in batches, so it may be some seconds old
     * @param revokedAt set when an operator removed the viewer
     */
    record ViewerRow(
            ViewerId id,
            Optional<String> displayName,
            Consents consents,
            Instant registeredAt,
            Optional<Instant> lastSeen,
            Optional<Instant> revokedAt) {}
}
