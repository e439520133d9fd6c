package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.defence.EpochModeration;
import io.exogenesis.omega.core.operation.LoggedActions;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The Core behind one interface. Each method asks the beans that the other doors use. */
@Singleton
public class CoreFacade implements OmegaCore {
    private final CoreSettings settings;
    private final LoggedActions actions;
    private final ProgramPatterns programs;
    private final EpochModeration epochs;
    private final Announcements announcements;
    private final ConsensusQuestions consensus;
    private final GlobalBank bank;
    private final CoreMeasures measures;

    @Inject
    public CoreFacade(
            CoreSettings settings,
            LoggedActions actions,
            ProgramPatterns programs,
            EpochModeration epochs,
            Announcements announcements,
            ConsensusQuestions consensus,
            GlobalBank bank,
            CoreMeasures measures) {
        this.settings = settings;
        this.actions = actions;
        this.programs = programs;
        this.epochs = epochs;
        this.announcements = announcements;
        this.consensus = consensus;
        this.bank = bank;
        this.measures = measures;
    }

    @Override
    public String coordinatorId() {
        return settings.server().coordinatorId();
    }

    @Override
    public AggregatedPattern aggregatePattern(ViewerId viewer, ExogenesisPattern pattern, String note, Operator who) {
        return actions.logged(
                Kind.AGGREGATE_PATTERN,
                viewer.value(),
                note,
                who,
                () -> programs.take(coordinatorId(), viewer, pattern));
    }

    @Override
    public Consolidation consolidatePatterns(boolean endOfEpoch, String note, Operator who) {
        long before = bank.contents().version().number();
        RoundRecord round = endOfEpoch ? epochs.close(note, who) : epochs.round(note, who);
        BankVersion now = bank.contents().version();
        List<ConsolidatedPattern> consolidated = bank.contents().patterns().stream()
                .filter(p -> p.version() > before && p.version() <= round.bankVersion())
                .toList();
        return new Consolidation(
                coordinatorId(), round, new BankVersion(now.bankId(), round.bankVersion()), consolidated);
    }

    @Override
    public DistributionReport distributeToViewers(Set<ViewerId> whom, Priority least, String note, Operator who) {
        String subject = (whom.isEmpty() ? "all" : Integer.toString(whom.size())) + ", "
                + least.name().toLowerCase(Locale.ROOT);
        return actions.logged(Kind.DISTRIBUTE, subject, note, who, () -> announcements.tell(whom, least));
    }

    @Override
    public ConsensusResult reachConsensus(List<ExogenesisPattern> patterns) {
        return consensus.of(patterns);
    }

    @Override
    public ConsensusResult reachConsensus(PatternId pattern) {
        return consensus.of(pattern);
    }

    @Override
    public ConsensusResult reachConsensus() {
        return consensus.pending();
    }

    @Override
    public ViewerNetworkStats getViewerStats() {
        return measures.viewers();
    }

    @Override
    public PatternStats getPatternStats() {
        return measures.patterns();
    }

    @Override
    public ExogenesisMetrics getMetrics() {
        return measures.all();
    }
}
