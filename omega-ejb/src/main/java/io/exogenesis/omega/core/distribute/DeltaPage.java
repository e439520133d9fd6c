package io.exogenesis.omega.core.distribute;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.PullResponse;
import java.util.List;

/**
 * A page of changes in both of its forms.
 *
 * @param wire as it travels, without what each viewer is told for itself
 */
public record DeltaPage(BankDelta delta, PullResponse wire) {
    /** For a reader that stays where it is. */
    static DeltaPage nothingNew(BankVersion since) {
        BankDelta delta = new BankDelta(since, since, false, List.of(), List.of(), false);
        return new DeltaPage(delta, WireCodec.toWire(delta).build());
    }

    /** Whether its reader is somewhere else afterwards. */
    boolean brings() {
        return delta.snapshot() || !delta.upTo().equals(delta.since());
    }
}
