package io.exogenesis.omega.core.insight;

import io.exogenesis.omega.model.MediaItem;
import java.time.LocalDate;

/**
 * A title that many viewers began to watch at once. A claim of those who push: for display, never for admission.
 *
 * @param since day of the alarm, UTC
 * @param viewers distinct viewers since the rise began, ≥ 3
 * @param factor its share of all that is newly watched, over its usual share
 * @param evidence log-likelihood ratio of a rise against none
 */
public record Trend(MediaItem title, LocalDate since, int viewers, double factor, double evidence) {}
