/**
 * Puts a backup into a Core that starts ({@link io.exogenesis.omega.core.restore.StagedRestore}), before any other room opens.
 */
@NullMarked
package io.exogenesis.omega.core.restore;

import org.jspecify.annotations.NullMarked;
