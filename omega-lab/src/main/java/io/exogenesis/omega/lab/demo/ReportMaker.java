package io.exogenesis.omega.lab.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.ops.core.AdminClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what was counted, measured and told. */
final class ReportMaker {
    private static final String CLIENT_ENGINE = "jetty";

    private ReportMaker() {}

    /** @param last the last round */
    record Facts(Dataset data, int rounds, AdminClient.Round last, double seconds) {}

    static DemoReport of(
            Facts facts,
            SyncTally syncs,
            AccountingCheck books,
            Optional<Evaluation.Accuracy> accuracy,
            Optional<DemoReport.Poisoning> poisoning,
            JsonObject status) {
        return new DemoReport(
                facts.data.viewers().size(),
                facts.rounds,
                sync(syncs, text(status, "quic", "engine")),
                new DemoReport.Patterns(
                        books.patterns(),
                        books.patterns() - books.refused(),
                        books.refused(),
                        // Admitted are patterns in admitted clusters and samples in the item model.
                        Math.max(0, facts.last.admitted() - facts.last.rows())),
                new DemoReport.Bank(
                        facts.last.bankVersion(), facts.last.bankPatterns(), number(status, "itemModel", "bytes")),
                accuracy.map(a -> new DemoReport.Accuracy(
                                "last", a.viewers(), a.alone(), a.federated(), a.popularity(), a.rank()))
                        .orElse(null),
                poisoning.orElse(null),
                books.lost(),
                books.doubled(),
                facts.seconds,
                facts.data.name(),
                facts.data.items().size(),
                facts.data.simulated());
    }

    private static DemoReport.Sync sync(SyncTally syncs, @Nullable String coreEngine) {
        return new DemoReport.Sync(
                syncs.transport(),
                new DemoReport.Engine(CLIENT_ENGINE, coreEngine),
                syncs.count(),
                syncs.retried(),
                syncs.failed(),
                orNull(syncs.millisAt(50)),
                orNull(syncs.millisAt(95)),
                orNull(syncs.millisAt(99)),
                syncs.bytesSent(),
                syncs.bytesReceived());
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static @Nullable String text(JsonObject status, String group, String field) {
        @Nullable JsonElement found = find(status, group, field);
        return found == null || found.isJsonNull() ? null : found.getAsString();
    }

    private static @Nullable Long number(JsonObject status, String group, String field) {
        @Nullable JsonElement found = find(status, group, field);
        return found == null || found.isJsonNull() ? null : found.getAsLong();
    }

    private static @Nullable JsonElement find(JsonObject status, String group, String field) {
        return status.get(group) instanceof JsonObject inner ? inner.get(field) : null;
    }
}
