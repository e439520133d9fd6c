package io.exogenesis.omega.core.history;

import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.history.Spread.AtRound;
import io.exogenesis.omega.core.metrics.Transport;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.viewers.ViewerActivity;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.BankVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the active viewers by what they have and how they came.
 *
 * <p>It looks at every viewer that was heard since the start, since one becomes inactive by time alone, which no event tells. A look at
 * 100,000 takes some milliseconds; so it is done at most once in ten seconds, and once a second where there are few.
 */
@Singleton
public class ViewerSpread {
    /** Rounds that are told apart. */
    static final int ROUNDS = 6;

    private static final int FEW = 10_000;
    private static final Duration OFTEN = Duration.ofSeconds(1);
    /** A little less than a step of the history, which is to see a new one each time. */
    private static final Duration SELDOM = History.STEP.minusSeconds(1);

    private final ViewerDirectory viewers;
    private final RoundHistory rounds;
    private final GlobalBank bank;
    private final InstantSource clock;
    private @Nullable Spread last;
    private Instant at = Instant.MIN;

    @Inject
    public ViewerSpread(ViewerDirectory viewers, RoundHistory rounds, GlobalBank bank, InstantSource clock) {
        this.viewers = viewers;
        this.rounds = rounds;
        this.bank = bank;
        this.clock = clock;
    }

    /** As it was a moment ago. */
    public synchronized Spread now() {
        Instant now = clock.instant();
        Duration old = viewers.activity().size() <= FEW ? OFTEN : SELDOM;
        Spread known = last;
        if (known == null || now.isBefore(at) || !now.isBefore(at.plus(old))) {
            known = look(now.minus(ViewerActivity.ACTIVE_WITHIN));
            last = known;
            at = now;
        }
        return known;
    }

    private Spread look(Instant since) {
        BankVersion newest = bank.contents().version();
        List<long[]> places = places(newest);
        int[] counts = new int[places.size() + 2];
        Map<Transport, Integer> transports = new EnumMap<>(Transport.class);
        viewers.activity().each((id, known) -> {
            if (!known.at().isBefore(since)) {
                counts[place(known, newest, places)]++;
                known.transport().ifPresent(t -> transports.merge(t, 1, Integer::sum));
            }
        });
        List<AtRound> out = new ArrayList<>();
        int active = counts[places.size()] + counts[places.size() + 1];
        for (int i = 0; i < places.size(); i++) {
            out.add(new AtRound(places.get(i)[0], places.get(i)[1], counts[i]));
            active += counts[i];
        }
        return new Spread(active, out, counts[places.size()], counts[places.size() + 1], transports);
    }

    /** Rounds and the versions after them, newest first; of several rounds with the same version the first. */
    private List<long[]> places(BankVersion newest) {
        List<long[]> places = new ArrayList<>();
        for (RoundRecord r : rounds.latest(10)) {
            if (!places.isEmpty() && places.getLast()[1] == r.bankVersion()) {
                places.getLast()[0] = r.round();
            } else if (places.size() < ROUNDS) {
                places.add(new long[] {r.round(), r.bankVersion()});
            }
        }
        if (places.isEmpty()) {
            places.add(new long[] {0, newest.number()});
        }
        return places;
    }

    private static int place(ViewerActivity.Known known, BankVersion newest, List<long[]> places) {
        if (known.version().isEmpty()) {
            return places.size() + 1;
        }
        BankVersion has = known.version().get();
        int i = 0;
        while (i < places.size() && places.get(i)[1] > has.number()) {
            i++;
        }
        return has.bankId().equals(newest.bankId()) ? i : places.size();
    }
}
