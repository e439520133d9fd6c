/**
 * Tests of the journal, and {@link io.exogenesis.omega.journal.PowerLossFileLayer}, which other modules' tests use too: a
 * disk whose plug can be pulled.
 */
package io.exogenesis.omega.journal;
