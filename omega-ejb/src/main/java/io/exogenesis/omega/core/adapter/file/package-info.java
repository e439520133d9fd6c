/** Files of the data directory: written whole and durably, readable by their owner only. */
@NullMarked
package io.exogenesis.omega.core.adapter.file;

import org.jspecify.annotations.NullMarked;
