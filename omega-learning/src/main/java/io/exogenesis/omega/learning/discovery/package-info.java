/**
 * Titles that the same viewers watch though no text says why.
 *
 * <p>{@link io.exogenesis.omega.learning.discovery.PairSearch} counts, over one sample a viewer, which two titles come together
 * more often than chance would have it; {@link io.exogenesis.omega.learning.discovery.Discoveries} drops what the titles' texts
 * explain, and remembers the strongest over epochs. A pair has at least five distinct viewers behind it, so it may be named.
 * For display: colluding viewers can make a pair, so it admits and raises nothing.
 */
@NullMarked
package io.exogenesis.omega.learning.discovery;

import org.jspecify.annotations.NullMarked;
