/**
 * Small files that only their owner may read.
 *
 * <p>{@link io.exogenesis.omega.core.files.PrivateFiles} writes them atomically.
 */
@NullMarked
package io.exogenesis.omega.core.files;

import org.jspecify.annotations.NullMarked;
