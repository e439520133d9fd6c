package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.bank.PatternFilter;
import io.exogenesis.omega.mcp.McpResource;
import io.exogenesis.omega.mcp.ToolProblem;
import io.exogenesis.omega.mcp.UntrustedText;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.PatternId;
import io.modelcontextprotocol.json.McpJsonMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be read: the bank, one pattern of it, and the metrics; JSON without the embeddings. */
@Singleton
class CoreResources {
    static final String BANK = "omega://bank";
    static final String PATTERN = "omega://bank/{patternId}";
    static final String METRICS = "omega://metrics";

    /** Patterns of the bank that are listed; the template reads any of them. */
    private static final int MOST_PATTERNS = 100;

    private static final String JSON = "application/json";

    private final OmegaCore core;
    private final GlobalBank bank;

    @Inject
    CoreResources(OmegaCore core, GlobalBank bank) {
        this.core = core;
        this.bank = bank;
    }

    List<McpResource<ToolCaller>> all(McpJsonMapper json) {
        return List.of(
                new McpResource<>(
                        BANK,
                        "bank",
                        "The bank",
                        "Version, size, and the first " + MOST_PATTERNS + " patterns that viewers agree on",
                        JSON,
                        (variable, caller) -> text(json, bank())),
                new McpResource<>(
                        METRICS,
                        "metrics",
                        "The metrics",
                        "The figures of viewers, Core and network since the start",
                        JSON,
                        (variable, caller) -> text(json, CoreViews.of(core.getMetrics()))),
                new McpResource<>(
                        PATTERN,
                        "pattern",
                        "A pattern of the bank",
                        "One pattern by its id: context, quality, how many viewers stand behind it",
                        JSON,
                        (id, caller) -> text(json, pattern(id))));
    }

    private Map<String, Object> bank() {
        GlobalBank.Page page = bank.page(0, MOST_PATTERNS, PatternFilter.ALL);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("bankId", bank.contents().version().bankId());
        found.put("version", page.version());
        found.put("total", page.total());
        found.put("patterns", page.patterns().stream().map(CoreViews::of).toList());
        return found;
    }

    private Map<String, Object> pattern(String id) {
        try {
            return bank.pattern(new PatternId(id))
                    .map(CoreViews::of)
                    .orElseThrow(
                            () -> new ToolProblem("there is no pattern " + UntrustedText.echo(id) + " in the bank"));
        } catch (InvalidValueException e) {
            throw new ToolProblem("there is no pattern " + UntrustedText.echo(id) + " in the bank");
        }
    }

    private static String text(McpJsonMapper json, Map<String, Object> found) {
        try {
            return json.writeValueAsString(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
