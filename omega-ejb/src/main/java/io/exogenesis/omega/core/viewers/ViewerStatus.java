package io.exogenesis.omega.core.viewers;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.Optional;

/** A viewer as its owner and the operator may see it. */
public record ViewerStatus(
        ViewerId viewerId,
        Optional<String> displayName,
        Consents consents,
        Instant registeredAt,
        Optional<Instant> lastSeen,
        boolean revoked,
        Optional<Instant> suspendedAt,
        long committedThroughSeq) {}
