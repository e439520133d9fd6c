package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.mcp.AgentSource;
import io.exogenesis.omega.viewer.mcp.Tuning;
import io.exogenesis.omega.viewer.mcp.ViewerMcpServer;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The viewer's tools over MCP. Standard output carries the protocol and nothing else, whatever a library prints. */
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the viewer's six tools over the Model Context Protocol on standard input and output, until the input ends.",
            "A host starts it; its log goes to standard error. See docs/mcp.md."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  viewer mcp --catalogue builtin",
            "  viewer mcp --data ~/.omega/living-room",
            "  npx @modelcontextprotocol/inspector ./omega viewer mcp"
        })
final class McpCommand implements Runnable {
    private static final System.Logger LOG = System.getLogger(McpCommand.class.getName());

    @Mixin
    private final ViewerOptions options = new ViewerOptions();

    /** Without an option for a form of output: that is the protocol's. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new McpCommand());
        CommandSpec spec = line.getCommandSpec();
        spec.remove(spec.findOption("--json"));
        return line;
    }

    @Override
    public void run() {
        PrintStream before = System.out;
        System.setOut(System.err);
        try {
            ViewerMcpServer server =
                    new ViewerMcpServer(this::open, System.in, ProtocolOutput.open(), InstantSource.system());
            // a host that does not close the input ends the process by a signal
            Thread last = new Thread(server::close, "omega-mcp-close");
            Runtime.getRuntime().addShutdownHook(last);
            server.serve();
            forget(last);
        } finally {
            System.setOut(before);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the input ended while a signal was ending the process: the hook runs", e);
        }
    }

    private AgentSource.Opened open(Optional<ViewerId> viewer, Tuning tuning) {
        boolean made = !Files.exists(options.directory().resolve("journal"));
        Identity identity = identity(viewer);
        OpenAgent open = options.open(tuning.applyTo(options.config(identity)).build());
        return new AgentSource.Opened(
                open.agent(), open.shared(), identity.registration().isPresent(), made);
    }

    private Identity identity(Optional<ViewerId> viewer) {
        if (viewer.isPresent() && !Identity.exists(options.directory())) {
            Identity made = new Identity(viewer.get(), Optional.empty());
            made.save(options.directory());
            return made;
        }
        Identity identity = Identity.of(options.directory());
        if (viewer.isPresent() && !viewer.get().equals(identity.viewer())) {
            throw new ViewerException("the directory " + options.directory() + " is the memory of viewer "
                    + identity.viewer() + ": leave viewerId out, or start the server with another --data");
        }
        return identity;
    }
}
