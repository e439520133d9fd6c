/** The agent's store: its log, the state that the log gives, the rows of entries, export and import. */
@NullMarked
package io.exogenesis.omega.viewer.internal.store;

import org.jspecify.annotations.NullMarked;
