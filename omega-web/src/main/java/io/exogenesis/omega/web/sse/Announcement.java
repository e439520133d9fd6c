package io.exogenesis.omega.web.sse;

import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.distribute.DistributionCall;
import io.exogenesis.omega.core.port.BankHead;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/**
 * What a round published, as listeners hear of it: {@code event: bank}, {@code id:} an {@link EventId}, {@code data:} {@code
 * {bankId, version, round, upserts, removals, itemModelPublished}}. Where nobody knows any more what a listener missed, it hears of
 * where the bank is now, with {@code behind: true} instead of the three counts of one round.
 */
record Announcement(EventId id, long version, String data) {
    static final String NAME = "bank";

    static Announcement of(BankUpdated updated) {
        EventId id = new EventId(updated.version().bankId(), updated.round().round());
        return new Announcement(
                id,
                updated.version().number(),
                head(id, updated.version().number())
                        .add("upserts", updated.upserts())
                        .add("removals", updated.removals())
                        .add("itemModelPublished", updated.itemModelPublished())
                        .build()
                        .toString());
    }

    /** Where a bank is. */
    static Announcement behind(BankHead head) {
        return behind(
                new EventId(head.version().bankId(), head.round()),
                head.version().number());
    }

    /** The same round for a listener that missed more than is remembered. */
    Announcement behind() {
        return behind(id, version);
    }

    private static Announcement behind(EventId id, long version) {
        return new Announcement(
                id, version, head(id, version).add("behind", true).build().toString());
    }

    private static JsonObjectBuilder head(EventId id, long version) {
        return Json.createObjectBuilder()
                .add("bankId", id.bankId())
                .add("version", version)
                .add("round", id.round());
    }

    /** An operator's call to sync: the round that is known already, and the least priority that it is about. */
    static Announcement of(DistributionCall call) {
        EventId id = new EventId(call.version().bankId(), call.round());
        long version = call.version().number();
        return new Announcement(
                id,
                version,
                head(id, version).add("priority", call.least().name()).build().toString());
    }
}
