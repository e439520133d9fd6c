/** What goes back to viewers: the delta of the bank, the item model in chunks, the catalogue in pages. All from memory. */
@NullMarked
package io.exogenesis.omega.core.distribute;

import org.jspecify.annotations.NullMarked;
