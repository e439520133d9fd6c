package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.model.MediaId;
import java.time.Duration;
import java.time.Instant;

/**
 * One title watched, skipped or rated at one moment, as the learners read it.
 *
 * @param at when the agent was told: at the beginning or at the end, as the host has it
 * @param watched how long; zero for a rating
 * @param rated whether it is a rating, which says nothing of when it was watched
 * @param reward engagement in [0, 1]
 * @param searched whether it was chosen among the results of a search
 */
public record Watch(MediaId media, Instant at, Duration watched, boolean rated, double reward, boolean searched) {}
