package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.count;
import static io.exogenesis.omega.mcp.Schemas.flag;
import static io.exogenesis.omega.mcp.Schemas.list;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.of;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.metrics.RoundStatus;
import io.exogenesis.omega.core.metrics.RoundWatch;
import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.exogenesis.omega.mcp.UntrustedText;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code omega_init(config?)}: the Core runs already, so this says with which state and settings. A {@code config} is what the
 * caller wants to be in force; the answer says what differs. A tool cannot set anything: settings are read at the start.
 */
@Singleton
class InitTool implements CoreTool {
    private static final int LONGEST_VALUE = 200;

    private final OmegaCore core;
    private final CoreSettings settings;
    private final GlobalBank bank;
    private final RoundWatch rounds;
    private final ServerIdentity identity;

    @Inject
    InitTool(OmegaCore core, CoreSettings settings, GlobalBank bank, RoundWatch rounds, ServerIdentity identity) {
        this.core = core;
        this.settings = settings;
        this.bank = bank;
        this.rounds = rounds;
        this.identity = identity;
    }

    /** Only paths, which say something of the machine, are left out; there are no secrets among the settings. */
    private Map<String, String> inForce() {
        Map<String, String> found = new TreeMap<>();
        for (String line : settings.effective()) {
            String[] pair = line.split("=", 2);
            if (!pair[0].equals("omega.data") && !pair[0].equals("omega.keystore")) {
                found.put(pair[0], pair[1]);
            }
        }
        return found;
    }

    @Override
    public Tool description() {
        return Tool.builder()
                .name("omega_init")
                .title("State and settings of this Core")
                .description(
                        "Says that this Core runs, with which settings, and what it holds. Changes nothing, so it can be"
                                + " called at any time. With config it also says which of the wanted settings are not in force;"
                                + " they are set where the Core is started, not here.")
                .inputSchema(object(
                        properties(
                                "config",
                                of(
                                        "object",
                                        "Settings that should be in force, by name, for example"
                                                + " {\"omega.aggregate.min-voters\": \"3\"}.",
                                        "additionalProperties",
                                        text("As it stands in the Core's environment.", "maxLength", LONGEST_VALUE))),
                        List.of()))
                .outputSchema(object(
                        properties(
                                "coordinatorId", CoreSchemas.COORDINATOR,
                                "running", flag("Always true: a Core that does not run does not answer."),
                                "bankId", text("Which bank it is; a new one begins with a new id."),
                                "bankVersion", CoreSchemas.BANK_VERSION,
                                "bankPatterns", count("Patterns of the bank."),
                                "endpoints", list("Where viewers sync.", text("A URI.")),
                                "nextRound", text("When the timer runs a round, ISO 8601; absent if it is off."),
                                "settings",
                                        of(
                                                "object",
                                                "Settings in force, by name.",
                                                "additionalProperties",
                                                text("The value.")),
                                "differs",
                                        list(
                                                "Wanted settings that are not in force.",
                                                object(
                                                        properties(
                                                                "name", text("Of the setting."),
                                                                "wanted", text("What config says."),
                                                                "inForce", text("Absent if there is no such setting.")),
                                                        List.of("name", "wanted")))),
                        List.of("coordinatorId", "running", "bankVersion", "bankPatterns", "settings", "differs")))
                .annotations(Annotations.reads("State and settings of this Core"))
                .build();
    }

    @Override
    public Scope needs(Map<String, Object> arguments) {
        return Scope.READ;
    }

    @Override
    public Answer call(Arguments arguments, ToolCaller caller, Progress progress) {
        Map<String, String> inForce = inForce();
        Arguments wanted = arguments.object("config", inForce.keySet());
        List<Map<String, Object>> differs = new ArrayList<>();
        for (String name : wanted.names()) {
            String value = wanted.text(name, LONGEST_VALUE).orElse("");
            if (!value.equals(inForce.get(name))) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", name);
                row.put("wanted", value);
                row.put("inForce", inForce.getOrDefault(name, ""));
                differs.add(row);
            }
        }
        RoundStatus status = rounds.status();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("coordinatorId", core.coordinatorId());
        found.put("running", true);
        found.put("bankId", bank.contents().version().bankId());
        found.put("bankVersion", bank.contents().version().number());
        found.put("bankPatterns", bank.size());
        found.put("endpoints", identity.endpoints());
        status.nextAttempt().ifPresent(at -> found.put("nextRound", at.toString()));
        found.put("settings", inForce);
        found.put("differs", differs);
        return new Answer(found, rendered(found, differs));
    }

    private static String rendered(Map<String, Object> found, List<Map<String, Object>> differs) {
        StringBuilder text = new StringBuilder("The Core "
                + UntrustedText.quoted(String.valueOf(found.get("coordinatorId")))
                + " runs; the bank is at version " + found.get("bankVersion") + " with " + found.get("bankPatterns")
                + " patterns.");
        differs.forEach(row -> text.append("\nNot in force: ")
                .append(row.get("name"))
                .append(" is ")
                .append(UntrustedText.quoted(String.valueOf(row.get("inForce"))))
                .append(", wanted is ")
                .append(UntrustedText.quoted(String.valueOf(row.get("wanted"))))
                .append(". Set it in the Core's environment and start it again."));
        return text.toString();
    }
}
