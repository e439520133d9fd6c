package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.bank.BankUpdated;
import jakarta.json.Json;

/**
 * A new version of the bank, as listeners hear of it: {@code event: bank}, {@code id:} the version, {@code data:}
 * {@code {bankId, version, round, upserts, removals, itemModelPublished}}.
 */
record Announcement(long id, String data) {
    static final String NAME = "bank";

    static Announcement of(BankUpdated updated) {
        return new Announcement(
                updated.version().number(),
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
}
