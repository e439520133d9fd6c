package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.MediaId;
import java.time.Instant;

/**
 * A title that an operator vouches for.
 *
 * @param note why, at most {@link OperatorAction#MAX_NOTE} characters, may be empty
 */
public record TitleAnchor(MediaId title, Instant at, Operator who, String note) {}
