/** Search among rows in memory: exact, and by one-bit codes with an int8 re-ranking. */
@NullMarked
package io.exogenesis.omega.vector.scan;

import org.jspecify.annotations.NullMarked;
