package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What a step sees.
 *
 * @param samples all that the running epoch received, in any order; not those that stand from earlier ones, of whose viewers
 *     fingerprints are known
 * @param withdrawn pseudonyms of viewers whose owners do not consent to samples (any more)
 * @param content the catalogue; other titles are left out
 * @param keys a title's key, the same at every step
 * @param epoch number of the running epoch
 * @param endOfEpoch whether the state of the next epoch begins behind these samples
 * @param today epoch day, UTC
 */
public record InsightInput(
        List<ReceivedSample> samples,
        Set<String> withdrawn,
        ContentSpace content,
        ToLongFunction<MediaId> keys,
        long epoch,
        boolean endOfEpoch,
        long today) {
    public InsightInput {
        samples = List.copyOf(samples);
        withdrawn = Set.copyOf(withdrawn);
    }
}
