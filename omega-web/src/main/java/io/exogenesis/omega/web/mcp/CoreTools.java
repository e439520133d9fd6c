package io.exogenesis.omega.web.mcp;

import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.metrics.RoundWatch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The Core's tools (the specification, 7.2), in its order. */
@Singleton
class CoreTools {
    private final InitTool init;
    private final RegisterViewerTool register;
    private final DistributeTool distribute;
    private final StatsTool stats;
    private final ConsensusTool consensus;
    private final PruneTool prune;
    private final OmegaCore core;
    private final RoundWatch watch;

    @Inject
    CoreTools(
            InitTool init,
            RegisterViewerTool register,
            DistributeTool distribute,
            StatsTool stats,
            ConsensusTool consensus,
            PruneTool prune,
            OmegaCore core,
            RoundWatch watch) {
        this.init = init;
        this.register = register;
        this.distribute = distribute;
        this.stats = stats;
        this.consensus = consensus;
        this.prune = prune;
        this.core = core;
        this.watch = watch;
    }

    /** @param threads of the server, for a round */
    List<CoreTool> all(ExecutorService threads) {
        return List.of(init, register, new AggregateTool(core, watch, threads), distribute, stats, consensus, prune);
    }
}
