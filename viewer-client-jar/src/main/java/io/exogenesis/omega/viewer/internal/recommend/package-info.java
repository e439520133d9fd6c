/**
 * Ranking of the unseen titles, from the own history alone or with what the Core sent, and the true reason for each.
 *
 * <p>{@link io.exogenesis.omega.viewer.internal.recommend.TitleScorer} is the measured scorer. {@link
 * io.exogenesis.omega.viewer.internal.recommend.Recommender} adds what a list needs: the tastes of others near the viewer's, the context,
 * the veto, places set aside for patterns on probation and for exploration, and the parts of each score.
 */
@NullMarked
package io.exogenesis.omega.viewer.internal.recommend;

import org.jspecify.annotations.NullMarked;
