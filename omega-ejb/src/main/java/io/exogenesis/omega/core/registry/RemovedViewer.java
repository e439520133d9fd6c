package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.model.ViewerId;

/**
 * What the removal of a viewer erased. Its row stays until none of its tokens can be renewed, without anything of its owner; its
 * contents leave the disk within {@code omega.ingest.erase-within}. What was consolidated before stays: it is of no viewer.
 *
 * @param contributions raw ones of the running epoch, and a sample that stood
 * @param trends whether it was taken out of what trends are made of
 * @param displayName whether it had one
 * @param lastSeen whether a time was stored
 */
public record RemovedViewer(
        ViewerId viewer, int contributions, boolean trends, boolean displayName, boolean lastSeen) {}
