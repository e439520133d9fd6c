/** The interface of a sentence embedder. */
@NullMarked
package io.exogenesis.omega.vector.embed;

import org.jspecify.annotations.NullMarked;
