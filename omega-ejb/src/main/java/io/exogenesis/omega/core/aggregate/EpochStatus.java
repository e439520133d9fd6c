package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The running epoch for the operator.
 *
 * @param epoch number, from 0
 * @param since when it began, by the Core's clock
 * @param endsAt when it should end; empty if with the next round
 * @param patterns that count; replaced and withdrawn ones do not. {@code samples} and {@code reports} likewise
 * @param standing samples of earlier epochs that still stand; they are no contributions of this one
 * @param bytes of the log since it began, without those of samples that stand
 * @param viewers with contributions that count
 * @param ceiling contributions that the epoch takes
 * @param byteCeiling bytes that the epoch takes
 * @param largest viewers with the most contributions, most first
 */
public record EpochStatus(
        long epoch,
        Instant since,
        Optional<Instant> endsAt,
        long patterns,
        long samples,
        long reports,
        long standing,
        long bytes,
        int viewers,
        long ceiling,
        long byteCeiling,
        List<Contributor> largest) {
    public EpochStatus {
        largest = List.copyOf(largest);
    }

    /**
     * What one viewer has in it.
     *
     * @param accepted everything acknowledged in this epoch: what was replaced, refused or counted at once, too
     */
    public record Contributor(ViewerId viewer, long patterns, long samples, long reports, long accepted) {}
}
