package io.exogenesis.omega.web.mcp;

import static io.exogenesis.omega.mcp.Schemas.list;
import static io.exogenesis.omega.mcp.Schemas.object;
import static io.exogenesis.omega.mcp.Schemas.properties;
import static io.exogenesis.omega.mcp.Schemas.text;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.operation.OperatorDesk;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.mcp.Annotations;
import io.exogenesis.omega.mcp.Answer;
import io.exogenesis.omega.mcp.Arguments;
import io.exogenesis.omega.mcp.Progress;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code omega_register_viewer(metadata?)}: mints an enrolment code, with which a device registers itself. The device's owner
 * gives the consents there, the Core gives the id, and the viewer's token goes to the device only: no model ever sees one.
 */
@Singleton
class RegisterViewerTool implements CoreTool {
    private static final String TITLE = "Let a device in";

    private final OperatorDesk desk;
    private final ServerIdentity identity;
    private final CoreSettings settings;
    private final InstantSource clock;

    @Inject
    RegisterViewerTool(OperatorDesk desk, ServerIdentity identity, CoreSettings settings, InstantSource clock) {
        this.desk = desk;
        this.identity = identity;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Tool description() {
        return Tool.builder()
                .name("omega_register_viewer")
                .title(TITLE)
                .description(
                        "Mints a single-use enrolment code. Give it to the owner of the device, who registers there and"
                                + " decides on the consents; the Core gives the viewer its id. Each call mints another code; an"
                                + " unused one expires.")
                .inputSchema(object(
                        properties(
                                "metadata",
                                object(
                                        "About the device.",
                                        properties(
                                                "note",
                                                text(
                                                        "What the code is for, for example \"living room\". It stands in the"
                                                                + " log of actions.",
                                                        "maxLength",
                                                        OperatorAction.MAX_NOTE)),
                                        List.of())),
                        List.of()))
                .outputSchema(object(
                        properties(
                                "enrolmentCode", text("Good once."),
                                "expiresAt", text("When an unused code ends, ISO 8601."),
                                "endpoints", list("Where the device registers and syncs.", text("A URI.")),
                                "pin", text("Of the Core's certificate; empty without one."),
                                "command", text("What to run on the device.")),
                        List.of("enrolmentCode", "expiresAt", "endpoints", "pin", "command")))
                .annotations(Annotations.adds(TITLE, false, false))
                .build();
    }

    @Override
    public Scope needs(Map<String, Object> arguments) {
        return Scope.OPERATE;
    }

    @Override
    public Answer call(Arguments arguments, ToolCaller caller, Progress progress) {
        Arguments metadata = arguments.object("metadata", java.util.Set.of("note"));
        String note = metadata.text("note", OperatorAction.MAX_NOTE).orElse("");
        String code = desk.mintCodes(1, note, caller.operator()).getFirst();
        String expires =
                clock.instant().plus(settings.registry().codeLifetime()).toString();
        String command = "omega viewer sync --core " + identity.https() + " --enrol " + code
                + (identity.pin().isEmpty() ? "" : " --pin " + identity.pin());
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("enrolmentCode", code);
        found.put("expiresAt", expires);
        found.put("endpoints", identity.endpoints());
        found.put("pin", identity.pin());
        found.put("command", command);
        return new Answer(
                found,
                "The enrolment code is " + code + ", good once, until " + expires
                        + ". On the device, its owner runs: " + command
                        + " and says with --consent what may be shared.");
    }
}
