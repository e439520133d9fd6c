package io.exogenesis.omega.core.bank;

import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.BankVersion;

/** CDI event: a round was committed. Observers only enqueue; they run on the thread of the round. */
public record BankUpdated(
        BankVersion version, int upserts, int removals, boolean itemModelPublished, RoundRecord round) {}
