package io.exogenesis.omega.core.distribute;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.wire.v1.PullResponse;

/**
 * A page of changes in both of its forms.
 *
 * @param wire as it travels, without what each viewer is told for itself
 */
public record DeltaPage(BankDelta delta, PullResponse wire) {}
