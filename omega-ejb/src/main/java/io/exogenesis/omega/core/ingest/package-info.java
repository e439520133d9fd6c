/**
 * How a contribution enters, exactly once.
 *
 * <p>{@link io.exogenesis.omega.core.ingest.PatternIngestion} judges (consent, rate, size, quality), {@link
 * io.exogenesis.omega.core.ingest.ContributionLedger} counts: per viewer the highest acknowledged sequence number and what
 * became of each contribution. The ledger is a function of its last checkpoint and the contribution log behind it, so a crash
 * at any point leaves the same ledger as no crash.
 */
@NullMarked
package io.exogenesis.omega.core.ingest;

import org.jspecify.annotations.NullMarked;
