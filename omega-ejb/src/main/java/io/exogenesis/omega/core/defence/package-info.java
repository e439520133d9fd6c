/**
 * What the operator sees of the defence and how the operator steers it.
 *
 * <p>{@link io.exogenesis.omega.core.defence.TitleModeration} lists titles that are held back, waiting or refuted, anchors
 * them and clears refutations; {@link io.exogenesis.omega.core.defence.EpochModeration} closes or discards the running epoch.
 * Both write down who did what. Rounds know this room only as their {@link io.exogenesis.omega.core.aggregate.Moderator}.
 */
@NullMarked
package io.exogenesis.omega.core.defence;

import org.jspecify.annotations.NullMarked;
