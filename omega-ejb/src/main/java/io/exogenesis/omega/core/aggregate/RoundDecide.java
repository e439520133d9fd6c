package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.aggregate.RoundLoad.Loaded;
import io.exogenesis.omega.core.bank.BankChanges;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.ingest.LedgerChange;
import io.exogenesis.omega.core.ingest.Settlement;
import io.exogenesis.omega.core.ingest.StandingSamples;
import io.exogenesis.omega.core.insight.Insights;
import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.learning.round.Decision;
import io.exogenesis.omega.learning.round.RoundConditions;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.StandingSample;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Contribution;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A round's second step: what the contributions come to. It changes nothing. */
@Singleton
public class RoundDecide {
    private final EpochFeed feed;
    private final GlobalBank bank;
    private final Insights insights;
    private final Moderator moderator;

    @Inject
    public RoundDecide(EpochFeed feed, GlobalBank bank, Insights insights, Moderator moderator) {
        this.feed = feed;
        this.bank = bank;
        this.insights = insights;
        this.moderator = moderator;
    }

    /** The same about what another feed has read. */
    RoundDecide about(EpochFeed other) {
        return new RoundDecide(other, bank, insights, moderator);
    }

    /**
     * What a round comes to.
     *
     * @param after the head behind it
     */
    record Decided(
            Loaded loaded,
            RoundResult result,
            BankHead after,
            BankChanges changes,
            Optional<EncodedItemModel> model,
            Insights.Prepared insight) {

        /** What it changes in the books. */
        LedgerChange books() {
            return LedgerChange.ofRound(
                    after,
                    settlements(result.decisions()),
                    loaded.endOfEpoch(),
                    result.defence().refutedShares());
        }

        /** What the next epoch finds again. */
        StandingSamples standing() {
            return to -> result.standing().forEach(s -> to.accept(entry(s)));
        }

        private static LogEntry.Standing entry(StandingSample s) {
            return new LogEntry.Standing(
                    s.row().viewer(),
                    s.since(),
                    s.seniority(),
                    new Contribution(
                            s.row().seq(), new Contribution.OfSample(s.row().sample())));
        }
    }

    Decided decide(Loaded in) {
        RoundResult result = feed.decide(new RoundConditions(
                in.content(), in.endOfEpoch(), in.startedAt(), moderator.current(), moderator.orders()));
        Optional<EncodedItemModel> model =
                result.itemModel().map(m -> PublishedModels.after(bank.itemModel(), m.toWire()));
        BankChanges changes = BankChanges.number(in.head().version().number(), result.upserts(), result.removals());
        return new Decided(in, result, after(in, changes, model), changes, model, insight(in));
    }

    private Insights.Prepared insight(Loaded in) {
        return in.endOfEpoch() || feed.samples().worthwhile()
                ? insights.prepare(in.head(), feed.samples().all(), in.content(), in.endOfEpoch(), in.startedAt())
                : insights.unchanged();
    }

    private BankHead after(Loaded in, BankChanges changes, Optional<EncodedItemModel> model) {
        BankHead head = in.head();
        return new BankHead(
                new BankVersion(head.version().bankId(), changes.version()),
                head.round() + 1,
                head.epoch() + (in.endOfEpoch() ? 1 : 0),
                in.endOfEpoch() ? in.startedAt() : head.epochStartedAt(),
                in.endOfEpoch() ? in.position() : head.epochStart(),
                in.position(),
                "round-" + (head.round() + 1),
                model.map(EncodedItemModel::version).orElse(head.itemModel()),
                bank.contents().forgottenUpTo());
    }

    private static List<Settlement.Of> settlements(List<Decision> decisions) {
        List<Settlement.Of> settled = new ArrayList<>();
        for (Decision d : decisions) {
            switch (d.outcome()) {
                case ADMITTED -> settled.add(new Settlement.Of(d.viewer(), d.seq(), Settlement.ADMITTED));
                case REFUSED -> settled.add(new Settlement.Of(d.viewer(), d.seq(), Settlement.REFUSED));
                case EXPIRED -> settled.add(new Settlement.Of(d.viewer(), d.seq(), Settlement.EXPIRED));
                case WAITING -> {}
            }
        }
        return settled;
    }
}
