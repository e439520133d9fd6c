package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.distribute.DistributionCall;
import jakarta.json.Json;

/**
 * What a round published, as listeners hear of it: {@code event: bank}, {@code id:} the round's number, {@code data:}
 * {@code {bankId, version, round, upserts, removals, itemModelPublished}}. The id is not the bank's version, which a round
 * that published only an item model leaves as it was.
 */
record Announcement(long id, String data) {
    static final String NAME = "bank";

    static Announcement of(BankUpdated updated) {
        return new Announcement(
                updated.round().round(),
                Json.createObjectBuilder()
                        .add("bankId", updated.version().bankId())
                        .add("version", updated.version().number())
                        .add("round", updated.round().round())
                        .add("upserts", updated.upserts())
                        .add("removals", updated.removals())
                        .add("itemModelPublished", updated.itemModelPublished())
                        .build()
                        .toString());
    }

    /** An operator's call to sync: the round that is known already, and the least priority that it is about. */
    static Announcement of(DistributionCall call) {
        return new Announcement(
                call.round(),
                Json.createObjectBuilder()
                        .add("bankId", call.version().bankId())
                        .add("version", call.version().number())
                        .add("round", call.round())
                        .add("priority", call.least().name())
                        .build()
                        .toString());
    }
}
