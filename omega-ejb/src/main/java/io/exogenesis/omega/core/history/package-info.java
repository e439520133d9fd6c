/**
 * How the Core fared: a sample of its figures every ten seconds, kept for an hour, and every minute, kept for a day. {@link
 * io.exogenesis.omega.core.history.History} holds them and writes them to {@code DATA/history}, so that they are there again after a
 * restart; {@link io.exogenesis.omega.core.history.Sampler} takes them. They name no viewer and no title.
 */
@NullMarked
package io.exogenesis.omega.core.history;

import org.jspecify.annotations.NullMarked;
