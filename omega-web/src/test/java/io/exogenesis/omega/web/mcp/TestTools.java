package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.RoundWatch;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** All tools, to look at their descriptions; those that need more of a Core than its face cannot be called. */
@SuppressWarnings("NullAway")
final class TestTools {
    private TestTools() {}

    static List<CoreTool> all(OmegaCore core, ExecutorService threads) {
        return new CoreTools(
                        new InitTool(core, null, null, null, null),
                        new RegisterViewerTool(null, null, null, null),
                        new DistributeTool(core),
                        new StatsTool(core),
                        new ConsensusTool(core),
                        new PruneTool(null),
                        core,
                        new RoundWatch(InstantSource.system(), CoreMetrics.NONE))
                .all(threads);
    }
}
