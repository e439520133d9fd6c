/** Titles in the space of their texts. */
@NullMarked
package io.exogenesis.omega.vector.content;

import org.jspecify.annotations.NullMarked;
