/** How much a viewer's word counts: {@link io.exogenesis.omega.learning.trust.Reputation} grows with time and buys delay only. */
@NullMarked
package io.exogenesis.omega.learning.trust;

import org.jspecify.annotations.NullMarked;
