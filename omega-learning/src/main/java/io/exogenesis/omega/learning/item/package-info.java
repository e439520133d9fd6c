/**
 * The item plane: what samples of many viewers say about titles.
 *
 * <p>In the Core, rows are folded into a {@link io.exogenesis.omega.learning.item.FrequentDirections} sketch and {@link
 * io.exogenesis.omega.learning.item.ItemModelBuilder} joins it with the content of the catalogue to an {@link
 * io.exogenesis.omega.learning.item.ItemModel}. On the agent, {@link io.exogenesis.omega.learning.item.ItemScorer} scores
 * the whole catalogue for one private history with it, and {@link io.exogenesis.omega.learning.item.AloneScorer} does so
 * without it. Nothing here is ever of the size titles × titles.
 */
@NullMarked
package io.exogenesis.omega.learning.item;

import org.jspecify.annotations.NullMarked;
