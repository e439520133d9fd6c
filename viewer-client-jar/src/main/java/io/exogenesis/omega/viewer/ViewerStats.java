package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;

/**
 * The agent in numbers.
 *
 * @param embedder the embedder in use by name; while no text had to be embedded {@code "… (not loaded)"}, and if it cannot be
 *     loaded why
 * @param events tracked since the state directory was made
 * @param titles distinct titles in the history, those that were only skipped among them
 * @param episodes remembered
 * @param localPatterns learned on this device and kept
 * @param bankPatterns of the bank, kept
 * @param outbox contributions waiting
 * @param bank version of the bank that was applied
 * @param itemModelVersion 0 for none
 * @param catalogueVersion 0 for none
 * @param catalogueItems titles in the catalogue
 * @param transport of the last sync, {@code none} before the first
 * @param journalBytes on disk
 * @param tornBytesRecovered cut off at the last open because a write had not been finished
 */
public record ViewerStats(
        ViewerId viewerId,
        String embedder,
        long events,
        int titles,
        int episodes,
        int localPatterns,
        int bankPatterns,
        int outbox,
        BankVersion bank,
        long itemModelVersion,
        long catalogueVersion,
        int catalogueItems,
        String transport,
        Consents consents,
        long journalBytes,
        long tornBytesRecovered) {}
