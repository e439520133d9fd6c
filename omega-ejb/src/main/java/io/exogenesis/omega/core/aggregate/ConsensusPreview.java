package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.port.RoundRecord.ClusterLine;
import io.exogenesis.omega.learning.round.EpochState;
import io.exogenesis.omega.learning.round.PatternOrders;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.learning.round.TrackedPattern;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.ViewerId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a round would decide about patterns, without a round: the same rules, and nothing takes effect. */
@Singleton
public class ConsensusPreview {
    private final RoundRunner rounds;
    private final RoundLoad load;
    private final EpochFeed feed;
    private final Consensus consensus;
    private final Moderator moderator;
    private final InstantSource clock;

    @Inject
    public ConsensusPreview(
            RoundRunner rounds,
            RoundLoad load,
            EpochFeed feed,
            Consensus consensus,
            Moderator moderator,
            InstantSource clock) {
        this.rounds = rounds;
        this.load = load;
        this.feed = feed;
        this.consensus = consensus;
        this.moderator = moderator;
        this.clock = clock;
    }

    /**
     * Clusters of at least two viewers, and patterns of the bank, that are new or changed since the last round; largest first. Waits
     * for a round that runs. Ids of patterns that are not in the bank yet are not those that a round will give.
     *
     * @throws io.exogenesis.omega.core.RefusedException {@code UNAVAILABLE} if the log cannot be read now
     */
    public List<ClusterLine> pending() {
        return rounds.alone(() -> {
            load.look();
            return feed.preview(clock.instant(), moderator.orders()).stream()
                    .map(RoundRecords::line)
                    .toList();
        });
    }

    /**
     * Of each pattern of the bank, the epochs that closed since a viewer last supported it; 0 if one did in the running epoch. Waits
     * for a round that runs.
     */
    public Map<PatternId, Long> unusedEpochs() {
        return rounds.alone(() -> {
            load.look();
            RoundState state = feed.committedState();
            Map<PatternId, Long> out = new HashMap<>();
            // Over the bank, and over the supporters of each of its patterns, at an operator's request.
            for (TrackedPattern t : state.published()) {
                long last = t.supporters().values().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0)
                        - consensus.supportEpochs();
                out.put(t.pattern().id(), Math.max(0, state.epoch() - Math.max(0, last)));
            }
            return out;
        });
    }

    /**
     * Clusters of at least two of these patterns, largest first: as if the bank were empty, each came from another viewer of full
     * reputation, and the voting window had passed.
     */
    public List<ClusterLine> of(List<ExogenesisPattern> patterns) {
        EpochState alone = consensus.epoch(consensus.initial());
        for (int i = 0; i < patterns.size(); i++) {
            String voter = "voter-" + i;
            alone.add(new PatternVote(new ViewerId(voter), voter, 1, patterns.get(i), 1, Instant.EPOCH, 0));
        }
        return consensus.preview(alone, clock.instant(), PatternOrders.NONE).stream()
                .map(RoundRecords::line)
                .toList();
    }
}
