package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry's rows: viewers and the hashes of enrolment codes. */
public interface ViewerStore {

    /** Adds codes by their hashes. */
    void addCodes(List<String> hashes, Instant now);

    /** Adds codes with an expiry of their own, whatever the setting says. */
    void addCodes(List<String> hashes, Instant now, Instant expiresAt);

    /**
     * Uses up a code and adds the viewer, together or not at all.
     *
     * @param madeAfter older codes have expired, except for those with an expiry of their own: they must not have expired when the
     *     viewer is registered
     * @return false if the code is unknown, used or expired; then nothing changed
     */
    boolean enrol(String codeHash, Instant madeAfter, ViewerRow viewer);

    Optional<ViewerRow> find(ViewerId id);

    /** Some of all rows, revoked ones too, oldest first. */
    List<ViewerRow> page(int offset, int limit);

    /**
     * Some rows, revoked ones too, oldest first. Rows that are added or deleted between two calls move no other.
     *
     * @param after place to go on behind; empty from the beginning
     * @param search beginning of an id, or part of a display name in any case; empty: all
     */
    List<ViewerRow> page(Optional<Place> after, String search, int limit);

    /** A viewer that was suspended before keeps the time of it; a removed or unknown one stays as it is. */
    void suspend(ViewerId id, Instant at);

    /** One that is not suspended stays as it is. */
    void resume(ViewerId id);

    /** Without any consent left, display name and last-seen time are cleared, too. A removed viewer's stay as they are. */
    void changeConsents(ViewerId id, Consents consents);

    /** A viewer that was revoked before keeps the time of it. */
    void revoke(ViewerId id, Instant at);

    /**
     * Writes last-seen times in transactions of a thousand; unknown viewers and those without any consent are skipped.
     */
    void seen(Map<ViewerId, Instant> times);

    /** Viewers that were removed at this time or earlier, the longest ago first. */
    List<ViewerRow> revoked(Instant upTo, int limit);

    /** Deletes removed viewers in one transaction; others of these stay. */
    void delete(Collection<ViewerId> removed);

    /** Codes that were not used yet, expired ones too; used ones are not kept. */
    long codes();

    /** Codes that were not used yet, expired ones too, by when they were made; newest first. */
    List<CodeBatch> codeBatches(int limit);

    /**
     * Deletes codes whose own expiry is at this time or earlier, in one transaction.
     *
     * @param most how many
     * @return how many
     */
    int forgetExpiredCodes(Instant upTo, int most);

    /**
     * Deletes codes without an expiry of their own that were made at this time or earlier, oldest first, in one transaction.
     *
     * @param most how many
     * @return how many
     */
    int forgetCodes(Instant upTo, int most);

    /**
     * Overwrites what deleted rows and changed columns left behind in the database's files and its log: a name that was
     * cleared is in no file afterwards. Takes time with the number of viewers, seconds for a hundred thousand.
     */
    void scrub();

    /**
     * A registered viewer.
     *
     * @param lastSeen flushed in batches, so it may be some seconds old
     * @param revokedAt set when an operator removed the viewer
     * @param suspendedAt set while an operator has it suspended
     */
    record ViewerRow(
            ViewerId id,
            Optional<String> displayName,
            Consents consents,
            Instant registeredAt,
            Optional<Instant> lastSeen,
            Optional<Instant> revokedAt,
            Optional<Instant> suspendedAt) {
        /** One that is not suspended. */
        public ViewerRow(
                ViewerId id,
                Optional<String> displayName,
                Consents consents,
                Instant registeredAt,
                Optional<Instant> lastSeen,
                Optional<Instant> revokedAt) {
            this(id, displayName, consents, registeredAt, lastSeen, revokedAt, Optional.empty());
        }

        /** Where it stands in the order of rows. */
        public Place place() {
            return new Place(registeredAt, id);
        }
    }

    /** A place in the order of rows: by the time of registration, in milliseconds, then by id. */
    record Place(Instant registeredAt, ViewerId id) {}

    /**
     * Codes that were made together.
     *
     * @param expiresAt empty: by the setting
     */
    record CodeBatch(Instant madeAt, Optional<Instant> expiresAt, long open) {}
}
