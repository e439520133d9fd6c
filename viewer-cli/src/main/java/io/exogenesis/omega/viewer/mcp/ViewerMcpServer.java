package io.exogenesis.omega.viewer.mcp;

import io.exogenesis.omega.journal.DirectoryLockedException;
import io.exogenesis.omega.journal.JournalException;
import io.exogenesis.omega.mcp.ToolCalls;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.vector.embed.EmbedderUnavailableException;
import io.exogenesis.omega.viewer.ViewerException;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The viewer's tools for one client over two streams, in the protocol revisions from 2024-11-05 to 2026-07-28. Nothing but
 * messages goes to the output. A user's mistake is a result that is marked as an error and says in one sentence what to do; a
 * protocol error is a client's mistake.
 */
public final class ViewerMcpServer implements AutoCloseable {
    /** Hosts end a server that does not end by itself after some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StdioTransport transport;
    private final Dispatcher dispatcher;
    private final ToolAgent agent;

    /** A server that has not begun to read. */
    public ViewerMcpServer(AgentSource source, InputStream in, OutputStream out, InstantSource clock) {
        McpJsonMapper json = McpJsonDefaults.getMapper();
        agent = new ToolAgent(source, clock);
        dispatcher = new Dispatcher(
                json,
                new ToolCalls<>(tools(clock), ViewerMcpServer::isTold, "the server's log on standard error"),
                agent);
        transport = new StdioTransport(json, in, out, dispatcher, PATIENCE);
    }

    /** Whether the message of the exception is a sentence for who calls a tool. */
    private static boolean isTold(RuntimeException e) {
        return e instanceof ViewerException
                || e instanceof DirectoryLockedException
                || e instanceof JournalException
                || e instanceof InvalidValueException
                || e instanceof EmbedderUnavailableException
                || e instanceof UncheckedIOException;
    }

    static List<ViewerTool> tools(InstantSource clock) {
        return List.of(
                new InitTool(),
                new TrackTool(clock),
                new RecommendTool(),
                new SyncTool(),
                new StatsTool(),
                new ExportTool());
    }

    /** Serves until the input ends, then closes the agent; what was tracked is kept. */
    public void serve() {
        try (this) {
            transport.serve();
        } catch (IOException e) {
            throw new UncheckedIOException("the input broke: " + e.getMessage(), e);
        }
    }

    /** Closes the agent. Twice is harmless. */
    @Override
    public void close() {
        dispatcher.close();
        agent.close();
    }
}
