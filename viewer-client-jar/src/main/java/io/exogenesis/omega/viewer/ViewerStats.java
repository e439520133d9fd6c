package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;

/**
 * The agent in numbers.
 *
 * @param consents that the owner has given
 * @param embedder the embedder in use by name; while no text had to be embedded {@code "… (not loaded)"}, and if it cannot be
 *     loaded why
 * @param memory what is remembered
 * @param sync what the Core and the agent gave each other
 * @param endpoints which of them answers
 * @param models what came from the Core for everybody
 * @param disk what it takes on the disk
 */
public record ViewerStats(
        ViewerId viewerId,
        Consents consents,
        String embedder,
        Memory memory,
        Sync sync,
        Endpoints endpoints,
        Models models,
        Disk disk) {
    /**
     * What is remembered.
     *
     * @param events tracked since the state directory was made
     * @param titles distinct titles in the history, those that were only skipped among them
     * @param episodes remembered
     * @param localPatterns learned on this device and kept
     * @param bankPatterns of the bank, kept
     */
    public record Memory(long events, int titles, int episodes, int localPatterns, int bankPatterns) {}

    /**
     * What the Core and the agent gave each other.
     *
     * @param transport of the last sync, {@code none} before the first
     * @param outbox contributions waiting
     * @param bank version of the bank that was applied
     */
    public record Sync(String transport, int outbox, BankVersion bank) {}

    /**
     * The way to the Core since the agent was opened. An app's own transport is not counted.
     *
     * @param inUse the endpoint that answered last, the preferred one before that; {@code none} without a Core
     * @param exchanges with the Core, each asked at least once
     * @param hedged how often the same was asked once more, because the answer was late
     * @param failOvers how often a less preferred endpoint took over
     */
    public record Endpoints(String inUse, long exchanges, long hedged, long failOvers) {
        /** There is no Core. */
        public static final Endpoints NONE = new Endpoints("none", 0, 0, 0);
    }

    /**
     * What came from the Core for everybody.
     *
     * @param itemModelVersion 0 for none
     * @param catalogueVersion 0 for none
     * @param catalogueItems titles in the catalogue
     */
    public record Models(long itemModelVersion, long catalogueVersion, int catalogueItems) {}

    /**
     * What it takes on the disk.
     *
     * @param journalBytes of the journal
     * @param tornBytesRecovered cut off at the last open because a write had not been finished
     */
    public record Disk(long journalBytes, long tornBytesRecovered) {}
}
