/** Vectors and their fields on disk, in Lucene indexes. */
@NullMarked
package io.exogenesis.omega.vector.index;

import org.jspecify.annotations.NullMarked;
