package io.exogenesis.omega.viewer.cli;

import com.google.gson.JsonObject;
import io.exogenesis.omega.viewer.BankProof;
import io.exogenesis.omega.viewer.KindsInWords;
import io.exogenesis.omega.viewer.Ledger;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerStats;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the agent knows, in numbers. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "Shows the agent in numbers.",
        footerHeading = "%nExamples:%n",
        footer = {"  viewer stats", "  viewer stats --data ~/.omega/living-room --json"})
final class StatsCommand implements Runnable {
    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = options.out();
        try (OpenAgent open = options.open()) {
            ViewerAgent agent = open.agent();
            JsonObject json = json(agent);
            if (options.json()) {
                out.println(ViewerOptions.text(json));
                return;
            }
            for (Map.Entry<String, ?> entry : json.entrySet()) {
                out.printf(
                        "%-20s %s%n",
                        entry.getKey(),
                        entry.getValue().toString().replaceAll("[\"{}]", "").replace(",", ", "));
            }
        }
    }

    private static JsonObject json(ViewerAgent agent) {
        ViewerStats stats = agent.stats();
        Ledger ledger = agent.ledger();
        JsonObject json = new JsonObject();
        json.addProperty("viewerId", stats.viewerId().value());
        json.addProperty("embedder", stats.embedder());
        json.addProperty("events", stats.memory().events());
        json.addProperty("titles", stats.memory().titles());
        json.addProperty("episodes", stats.memory().episodes());
        json.addProperty("localPatterns", stats.memory().localPatterns());
        JsonObject byKind = new JsonObject();
        KindsInWords.counts(agent.patterns()).forEach(byKind::addProperty);
        json.add("localPatternsByKind", byKind);
        json.addProperty("bankPatterns", stats.memory().bankPatterns());
        json.addProperty(
                "bank",
                stats.sync().bank().bankId() + " version " + stats.sync().bank().number());
        agent.bankProofs().stream().findFirst().ifPresent(proof -> json.add("bankSigned", signed(proof)));
        json.addProperty("itemModelVersion", stats.models().itemModelVersion());
        json.addProperty("catalogueVersion", stats.models().catalogueVersion());
        json.addProperty("catalogueItems", stats.models().catalogueItems());
        List<String> given = stats.consents().given();
        json.addProperty("consents", given.isEmpty() ? "none" : String.join(" ", given));
        json.addProperty("outbox", stats.sync().outbox());
        json.addProperty("acknowledged", ledger.acknowledged());
        json.addProperty("refused", ledger.refused());
        json.addProperty("endpoint", stats.endpoints().inUse());
        json.addProperty("exchanges", stats.endpoints().exchanges());
        json.addProperty("hedged", stats.endpoints().hedged());
        json.addProperty("failOvers", stats.endpoints().failOvers());
        json.addProperty("journalBytes", stats.disk().journalBytes());
        json.addProperty("tornBytesRecovered", stats.disk().tornBytesRecovered());
        return json;
    }

    private static JsonObject signed(BankProof proof) {
        JsonObject json = new JsonObject();
        json.addProperty("version", proof.version().number());
        json.addProperty("hash", proof.hash());
        json.addProperty("keyId", proof.keyId());
        json.addProperty("verified", proof.verified());
        return json;
    }
}
