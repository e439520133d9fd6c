package io.exogenesis.omega.core.metrics;

import static io.exogenesis.omega.core.metrics.Metric.Kind.COUNTER;
import static io.exogenesis.omega.core.metrics.Metric.Kind.GAUGE;
import static io.exogenesis.omega.core.metrics.Metric.Kind.TIMER;

/** Everything the Core publishes on {@code /metrics}. {@code docs/metrics.md} has a line for each; a test compares the two. */
public enum Metric {
    SYNC_REQUESTS(
            COUNTER, "omega_sync_requests_total", "outcome", "ok", "Frames of the sync protocol answered, by outcome"),
    SYNC_SECONDS(TIMER, "omega_sync_seconds", "Time to answer a frame of the sync protocol"),
    SYNC_BYTES(
            COUNTER,
            "omega_sync_bytes_total",
            "direction",
            "received",
            "Bytes of the frames of the sync protocol, by direction, before TLS and compression"),
    VIEWERS_REGISTERED(GAUGE, "omega_viewers_registered", "Viewers that may take part"),
    VIEWERS_ACTIVE(
            GAUGE,
            "omega_viewers_active",
            "Viewers seen within the last five minutes, of those whose owners consent to anything"),
    INGESTED(COUNTER, "omega_ingest_patterns_total", "result", "accepted", "Contributions pushed, by result"),
    PATTERNS_SENT(COUNTER, "omega_patterns_sent_total", "Consolidated patterns sent to viewers"),
    PULLS_DEFERRED(
            COUNTER,
            "omega_pulls_deferred_total",
            "Pulls that get the bank's changes at a later sync, since enough are being sent"),
    SESSION_SECONDS(
            TIMER, "omega_session_seconds", "Time watched in a session, as viewers with the metrics consent report it"),
    AUDIT_REPORTS(COUNTER, "omega_audit_reports_total", "Reports of the audit cohort that were taken"),
    AUDIT_TITLES(
            COUNTER,
            "omega_audit_titles_total",
            "outcome",
            "shown",
            "Recommended titles shown to the audit cohort and watched by it, as it reports them"),
    ACCURACY(
            GAUGE,
            "omega_recommendation_accuracy_ratio",
            "Share of the recommended titles shown to the audit cohort that it watched; NaN before its first report"),
    DOOR_REFUSED(
            COUNTER,
            "omega_door_refused_total",
            "reason",
            "MALFORMED",
            "Requests refused before the Core looked at their content, by reason"),
    QUOTA_REFUSED(
            COUNTER,
            "omega_quota_refused_total",
            "kind",
            "pattern",
            "Contributions that the running epoch took no more of, by kind"),
    EPOCH_CONTRIBUTIONS(GAUGE, "omega_epoch_contributions", "Contributions of the running epoch that count"),
    CONSENSUS(
            GAUGE,
            "omega_consensus_ratio",
            "Share of the running epoch's decided contributions that the last round admitted; NaN while none is decided"),
    ROUND_SECONDS(TIMER, "omega_aggregation_round_seconds", "Time of a committed round, commit included"),
    ROUND_FAILURES(COUNTER, "omega_round_failures_total", "Rounds that began and were not committed"),
    ROUND_POSTPONED(
            COUNTER, "omega_round_postponed_total", "Rounds refused because the catalogue or the log was not ready"),
    ROUND_RUNNING_SECONDS(GAUGE, "omega_round_running_seconds", "Age of the round that runs now; 0 while none runs"),
    ROUND_SHARE_DONE(GAUGE, "omega_round_share_done", "Share of its steps that the running round has done, 0 to 1"),
    ROUND_FAILURES_IN_A_ROW(GAUGE, "omega_round_failures_in_a_row", "Failed rounds since the last committed one"),
    ROUND_LAST_SUCCESS_AGE(
            GAUGE,
            "omega_round_last_success_age_seconds",
            "Time since a round was committed, or since the start if none was"),
    DISTRIBUTION_SECONDS(
            TIMER,
            "omega_distribution_seconds",
            "Time from the commit of a version of the bank until a viewer that lacked it pulled it"),
    BANK_PATTERNS(GAUGE, "omega_bank_patterns", "Consolidated patterns in the bank"),
    CATALOGUE_TITLES(GAUGE, "omega_catalogue_titles", "Titles in the catalogue"),
    CATALOGUE_EMBEDDED(GAUGE, "omega_catalogue_titles_embedded", "Titles that have an embedding"),
    CATALOGUE_FAILED(GAUGE, "omega_catalogue_failed", "1 while titles cannot be embedded, otherwise 0"),
    DISK_FREE(GAUGE, "omega_disk_free_bytes", "Free bytes on the disk of the data directory"),
    JOURNAL_FAILURES(COUNTER, "omega_journal_failures_total", "Appends to the contribution log that failed"),
    JOURNAL_RECOVERIES(
            COUNTER, "omega_journal_recoveries_total", "Times that the contribution log worked again after a failure"),
    DATABASE_FAILURES(
            COUNTER, "omega_database_failures_total", "Transactions that failed because the database did not work"),
    QUIC_LISTENING(GAUGE, "omega_quic_listening", "1 while the QUIC port is open, otherwise 0"),
    QUIC_CONNECTIONS(GAUGE, "omega_quic_connections", "QUIC connections open now"),
    QUIC_CONNECTIONS_TOTAL(
            GAUGE, "omega_quic_connections_total", "QUIC connections accepted since the port was opened"),
    QUIC_CONNECTIONS_REFUSED(
            GAUGE, "omega_quic_connections_refused_total", "QUIC connections turned away because there were too many"),
    QUIC_FRAMES_REFUSED(GAUGE, "omega_quic_frames_refused_total", "QUIC frames that were too large or malformed"),
    QUIC_STREAMS_FAILED(GAUGE, "omega_quic_streams_failed_total", "QUIC streams that ended by reset or loss"),
    TLS_DAYS_LEFT(GAUGE, "omega_tls_certificate_days", "Days until the certificate of HTTPS and QUIC expires"),
    TLS_FAILURES(
            COUNTER,
            "omega_tls_failures_total",
            "Keys and certificates that were not taken; the one before stays in force"),
    PULLS_HELD(GAUGE, "omega_pulls_held", "Pulls that wait for a new version of the bank"),
    HEALING_EVENTS(
            COUNTER,
            "omega_healing_events_total",
            "outcome",
            "alarm",
            "Events of self-healing, by outcome: detected, adjusted, healed, failed, alarm"),
    HEALING_FAILURES(
            COUNTER,
            "omega_healing_failures_total",
            "part",
            "look",
            "Work of self-healing that failed itself, by part: look, heal, sensor, solve, log, tick"),
    AGGREGATION_INTERVAL(
            GAUGE, "omega_healing_aggregation_interval_seconds", "Rest between rounds that the controller has set"),
    NEXT_SYNC(
            GAUGE,
            "omega_healing_next_sync_seconds",
            "Delay until the next sync that viewers are recommended: the controller's, stretched while the Core is busy"),
    ADMISSION_LIMIT(
            GAUGE,
            "omega_healing_admission_limit",
            "Frames a second of all viewers that are let in, as the controller has set it"),
    PREDICTION_ERROR(
            GAUGE,
            "omega_healing_prediction_error_ratio",
            "Mean error of the latency that the controller predicted for 20 s ahead, as a share of it; NaN before the first");

    /** How it is measured. */
    public enum Kind {
        COUNTER,
        TIMER,
        GAUGE
    }

    private final Kind kind;
    private final String published;
    private final String label;
    private final String firstValue;
    private final String description;

    Metric(Kind kind, String published, String description) {
        this(kind, published, "", "", description);
    }

    /** @param firstValue of the label: published as zero from the start, so that a dashboard sees a zero instead of nothing */
    Metric(Kind kind, String published, String label, String firstValue, String description) {
        this.kind = kind;
        this.published = published;
        this.label = label;
        this.firstValue = firstValue;
        this.description = description;
    }

    public Kind kind() {
        return kind;
    }

    /** The name on {@code /metrics}. */
    public String published() {
        return published;
    }

    /** Name of the label that splits a counter; empty for none. */
    public String label() {
        return label;
    }

    /** Value of {@link #label} that is published before anything was counted; empty where there is no label. */
    String firstValue() {
        return firstValue;
    }

    public String description() {
        return description;
    }
}
