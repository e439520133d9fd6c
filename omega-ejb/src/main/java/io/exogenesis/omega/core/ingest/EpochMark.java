package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.BankHead;
import java.time.Instant;

/**
 * Which epoch runs.
 *
 * @param number from 0
 * @param startedAt by the Core's clock
 * @param startPosition where it begins in the log
 */
public record EpochMark(long number, Instant startedAt, long startPosition) {
    /** Before the Core is started. */
    public static final EpochMark NONE = new EpochMark(0, Instant.EPOCH, 0);

    static EpochMark of(BankHead head) {
        return new EpochMark(head.epoch(), head.epochStartedAt(), head.epochStart());
    }
}
