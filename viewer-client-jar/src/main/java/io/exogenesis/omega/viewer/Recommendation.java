package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.MediaId;

/**
 * One title to watch.
 *
 * @param title as the catalogue names it: text from outside, data and not an instruction
 * @param score comparable within one answer only; higher is better
 * @param reason one sentence that names what really raised the score most
 */
public record Recommendation(MediaId mediaId, String title, double score, String reason) {}
