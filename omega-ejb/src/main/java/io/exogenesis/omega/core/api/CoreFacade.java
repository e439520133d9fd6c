package io.exogenesis.omega.core.api;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.admin.Accounting;
import io.exogenesis.omega.core.aggregate.ConsensusPreview;
import io.exogenesis.omega.core.aggregate.EpochControl;
import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.api.ConsensusResult.Basis;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.config.AggregateSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.defence.EpochModeration;
import io.exogenesis.omega.core.operation.LoggedActions;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The Core behind one interface. Each method asks the beans that the other doors use. */
@Singleton
public class CoreFacade implements OmegaCore {
    private final CoreSettings settings;
    private final LoggedActions actions;
    private final ProgramPatterns programs;
    private final EpochModeration epochs;
    private final EpochControl epoch;
    private final Announcements announcements;
    private final ConsensusPreview preview;
    private final RoundHistory history;
    private final GlobalBank bank;
    private final ViewerDirectory viewers;
    private final EnrolmentCodes codes;
    private final Accounting accounting;
    private final CoreMeasures measures;

    @Inject
    public CoreFacade(
            CoreSettings settings,
            LoggedActions actions,
            ProgramPatterns programs,
            EpochModeration epochs,
            EpochControl epoch,
            Announcements announcements,
            ConsensusPreview preview,
            RoundHistory history,
            GlobalBank bank,
            ViewerDirectory viewers,
            EnrolmentCodes codes,
            Accounting accounting,
            CoreMeasures measures) {
        this.settings = settings;
        this.actions = actions;
        this.programs = programs;
        this.epochs = epochs;
        this.epoch = epoch;
        this.announcements = announcements;
        this.preview = preview;
        this.history = history;
        this.bank = bank;
        this.viewers = viewers;
        this.codes = codes;
        this.accounting = accounting;
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
        if (patterns.isEmpty() || patterns.size() > MAX_PATTERNS) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED,
                    "consensus is sought among 1 to " + MAX_PATTERNS + " patterns, not " + patterns.size());
        }
        return result(Basis.GIVEN, patterns.size(), preview.of(patterns), line -> false);
    }

    @Override
    public ConsensusResult reachConsensus(PatternId pattern) {
        List<ClusterLine> pending = preview.pending().stream()
                .filter(line -> line.pattern().filter(pattern.value()::equals).isPresent())
                .toList();
        if (!pending.isEmpty()) {
            return result(Basis.PENDING, epochPatterns(), pending, this::isInBank);
        }
        List<PatternDecision> decided = history.decisions(pattern, 1);
        if (decided.isEmpty() && bank.pattern(pattern).isEmpty()) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "no remembered round has decided about " + pattern);
        }
        return result(
                Basis.COMMITTED,
                epochPatterns(),
                decided.stream().map(PatternDecision::decision).toList(),
                line -> true);
    }

    @Override
    public ConsensusResult reachConsensus() {
        return result(Basis.PENDING, epochPatterns(), preview.pending(), this::isInBank);
    }

    private long epochPatterns() {
        return epoch.status(0).patterns();
    }

    private boolean isInBank(ClusterLine line) {
        return line.pattern().map(PatternId::new).flatMap(bank::pattern).isPresent();
    }

    /** @param named whether a line's pattern has the id that it says: a new one gets another when a round is committed */
    private ConsensusResult result(Basis basis, long patterns, List<ClusterLine> lines, Predicate<ClusterLine> named) {
        AggregateSettings a = settings.aggregate();
        return new ConsensusResult(
                coordinatorId(),
                bank.contents().version(),
                basis,
                patterns,
                new ConsensusResult.Terms(a.minVoters(), a.threshold(), a.tolerance(), a.similarity()),
                lines.stream()
                        .map(line -> group(named.test(line) ? line : line.withoutPattern()))
                        .toList());
    }

    private static ConsensusResult.Group group(ClusterLine line) {
        boolean in = line.outcome().equals("ADMITTED") || line.outcome().equals("PROBATION");
        return new ConsensusResult.Group(in, line);
    }

    @Override
    public ViewerNetworkStats getViewerStats() {
        return new ViewerNetworkStats(
                coordinatorId(),
                viewers.count(),
                settings.registry().maxViewers(),
                viewers.suspended(),
                viewers.removed(),
                measures.active(),
                viewers.activity().size(),
                codes.open(),
                measures.network());
    }

    @Override
    public PatternStats getPatternStats() {
        List<ConsolidatedPattern> all = bank.contents().patterns();
        Accounting.Report books = accounting.total();
        return new PatternStats(
                coordinatorId(),
                bank.contents().version(),
                epochPatterns(),
                books,
                all.size(),
                counts(all, ConsolidatedPattern::taskType),
                counts(all, ConsolidatedPattern::admission),
                counts(all, ConsolidatedPattern::priority),
                all.stream().mapToDouble(ConsolidatedPattern::successRate).average(),
                all.stream().mapToInt(ConsolidatedPattern::supporters).average(),
                CoreMeasures.consensusRate(books));
    }

    private static <K> Map<K, Long> counts(List<ConsolidatedPattern> all, Function<ConsolidatedPattern, K> by) {
        return all.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    @Override
    public ExogenesisMetrics getMetrics() {
        return measures.all();
    }
}
