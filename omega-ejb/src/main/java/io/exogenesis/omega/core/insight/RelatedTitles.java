package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.model.MediaItem;

/**
 * Two titles that the same viewers watch though their texts do not say why. For display, never for admission.
 *
 * @param viewers distinct viewers with both in their samples, ≥ 5
 * @param expected so many would be chance
 * @param sampled viewers whose samples were searched
 * @param lift shrunk ratio of the two, > 1.5
 * @param g2 Dunning's log-likelihood ratio, > 12
 * @param cosine of the titles' texts, < .25
 */
public record RelatedTitles(
        MediaItem first,
        MediaItem second,
        int viewers,
        double expected,
        int sampled,
        double lift,
        double g2,
        double cosine) {}
