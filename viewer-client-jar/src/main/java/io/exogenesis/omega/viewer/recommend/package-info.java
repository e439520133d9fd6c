/**
 * Ranking of the unseen titles, from the own history alone or with what the Core sent, and the true reason for each.
 */
@NullMarked
package io.exogenesis.omega.viewer.recommend;

import org.jspecify.annotations.NullMarked;
