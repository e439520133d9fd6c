/**
 * An append-only journal of CRC-framed records with group commit: the durability of the agent's memory and of the Core's
 * contribution log.
 *
 * <p>Start at {@link io.exogenesis.omega.journal.Journal}: appending, replaying, and what is promised after a power loss. The
 * bytes on disk are specified in {@code SegmentFormat}; {@code Recovery} tells a torn tail (cut off, counted, logged once)
 * from damage to what was acknowledged (an error). Everything the journal does to a disk goes through {@link
 * io.exogenesis.omega.journal.FileLayer}, so that tests can pull the plug. {@link
 * io.exogenesis.omega.journal.DirectoryLock} keeps a second process out. Third parties: none.
 */
@NullMarked
package io.exogenesis.omega.journal;

import org.jspecify.annotations.NullMarked;
