/**
 * An append-only journal of CRC-framed records with group commit: the durability of the agent's memory and of the Core's
 * contribution log.
 */
@NullMarked
package io.exogenesis.omega.journal;

import org.jspecify.annotations.NullMarked;
