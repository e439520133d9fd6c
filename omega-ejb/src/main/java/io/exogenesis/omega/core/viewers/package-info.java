/**
 * What is known of every viewer, in memory: status and consents.
 *
 * <p>{@link io.exogenesis.omega.core.viewers.ViewerDirectory} answers the sync path, which never waits for the database.
 */
@NullMarked
package io.exogenesis.omega.core.viewers;

import org.jspecify.annotations.NullMarked;
