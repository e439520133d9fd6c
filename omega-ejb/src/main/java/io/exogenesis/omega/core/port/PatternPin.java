package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.PatternId;
import java.time.Instant;

/**
 * A pattern of the bank that an operator wants kept.
 *
 * @param note why, at most {@link OperatorAction#MAX_NOTE} characters, may be empty
 */
public record PatternPin(PatternId pattern, Instant at, Operator who, String note) {}
