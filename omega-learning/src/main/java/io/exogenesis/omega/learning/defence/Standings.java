package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.defence.TitleStanding.AuditCount;
import io.exogenesis.omega.learning.defence.TitleStanding.Mass;
import io.exogenesis.omega.learning.defence.TitleStanding.State;
import io.exogenesis.omega.learning.item.Grant;
import io.exogenesis.omega.model.MediaId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Says where titles stand and why, from what the steps of {@link ItemDefence} left. It decides nothing. */
final class Standings {
    /** An amplitude so close to 1 is nothing that a person would call held back. */
    private static final double NOTICEABLE = 1e-3;

    private final DefenceSettings settings;
    private final DefenceState before;
    private final DefenceState audited;
    private final Screened epoch;

    Standings(DefenceSettings settings, DefenceState before, DefenceState audited, Screened epoch) {
        this.settings = settings;
        this.before = before;
        this.audited = audited;
        this.epoch = epoch;
    }

    /** Of all titles that are not free; what waits or is refuted comes before what is merely raised. */
    TitleStandings of(Set<MediaId> anchored) {
        Set<MediaId> candidates = new TreeSet<>(audited.refuted());
        candidates.addAll(anchored);
        candidates.addAll(epoch.grants().keySet());
        List<TitleStanding> found = new ArrayList<>();
        // as often as the epoch has titles whose amplitude changed, once a round that publishes
        for (MediaId title : candidates) {
            TitleStanding standing = of(title, anchored.contains(title));
            if (standing.state() != State.FREE) {
                found.add(standing);
            }
        }
        found.sort(Comparator.comparing(TitleStanding::state)
                .thenComparing(s -> s.mass().granted() - s.mass().measured())
                .thenComparing(TitleStanding::title));
        List<TitleStanding> kept = new ArrayList<>(found.subList(0, Math.min(found.size(), TitleStandings.MOST)));
        kept.sort(Comparator.comparing(TitleStanding::title));
        return new TitleStandings(kept, found.size() - kept.size());
    }

    private TitleStanding of(MediaId title, boolean anchored) {
        double granted = epoch.granted().getOrDefault(title, 0.0);
        Grant grant = epoch.grants().getOrDefault(title, Grant.even(1));
        double factor = Math.sqrt(grant.share());
        Mass mass = new Mass(grant.share() > 0 ? granted / grant.share() : 0, granted, factor);
        State state = state(title, anchored, factor);
        int epochs = switch (state) {
            case WAITING, CLAMPED -> epochs(mass.measured(), granted, settings.growth());
            case ANCHORED -> epochs(mass.measured(), granted, settings.anchoredGrowth());
            case REFUTED, HELD, RAISED, FREE -> 0;
        };
        AuditCount audit = audited.audit().count(title);
        double percentile = epoch.percentiles().getOrDefault(title, Double.NaN);
        return new TitleStanding(
                title, state, mass, percentile, audit, epochs, reason(state, mass, percentile, audit, epochs));
    }

    private State state(MediaId title, boolean anchored, double factor) {
        if (anchored) {
            return State.ANCHORED;
        }
        if (audited.refuted().contains(title)) {
            return State.REFUTED;
        }
        if (factor > 1 + NOTICEABLE) {
            return State.RAISED;
        }
        if (factor >= 1 - NOTICEABLE) {
            return State.FREE;
        }
        if (epoch.frozen().contains(title)) {
            return State.HELD;
        }
        TitleTrust past = before.titles().get(title);
        return past == null || past.young() ? State.WAITING : State.CLAMPED;
    }

    /**
     * {@code ln(m/P)/ln g}, rounded up. For a title's first epoch this is {@code ln(π/φ)/ln g}. At least so many: the bound
     * on all gains together and epochs with few viewers make it more.
     */
    static int epochs(double asked, double granted, double growth) {
        if (!(asked > granted) || granted <= 0 || growth <= 1) {
            return 0;
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(Math.log(asked / granted) / Math.log(growth) - 1e-9));
    }

    private String reason(State state, Mass mass, double percentile, AuditCount audit, int epochs) {
        double share = mass.measured() > 0 ? 100 * mass.granted() / mass.measured() : 0;
        return switch (state) {
            case REFUTED -> refuted(audit);
            case HELD ->
                words(
                        "its supporters stand at the mean percentile %.2f of those who would like it, below %.2f, so it may"
                                + " not grow; %.0f %% of what they ask for counts",
                        percentile, settings.minPercentile(), share);
            case WAITING ->
                words(
                        "it is new: %.0f %% of what its supporters ask for counts, and a title that nobody vouches for grows"
                                + " by a factor of %.2f an epoch at most, so all of it counts in %d epochs or more",
                        share, settings.growth(), epochs);
            case CLAMPED ->
                words(
                        "it grows faster than by a factor of %.2f an epoch: %.0f %% of what its supporters ask for counts,"
                                + " and all of it in %d epochs or more",
                        settings.growth(), share, epochs);
            case RAISED ->
                words(
                        "its supporters leave it faster than by a factor of %.2f an epoch, so it counts %.1f times what they"
                                + " ask for",
                        settings.decline(), mass.measured() > 0 ? mass.granted() / mass.measured() : 1);
            case ANCHORED ->
                epochs == 0
                        ? words(
                                "the operator vouches for it: no audit refutes it, and it may grow by a factor of %.2f an"
                                        + " epoch",
                                settings.anchoredGrowth())
                        : words(
                                "the operator vouches for it: it may grow by a factor of %.2f an epoch, %.0f %% of what its"
                                        + " supporters ask for counts, and all of it in %d epochs or more",
                                settings.anchoredGrowth(), share, epochs);
            case FREE -> TitleStanding.NOTHING;
        };
    }

    private static String refuted(AuditCount audit) {
        String left = words("%.0f %% of it is left until the operator clears it", 100 * ItemDefence.REFUTED);
        return audit.shown() < .05
                ? "an audit of the past refuted it and nobody reported it since; " + left
                : words(
                        "viewers of the audit were shown it %.1f times and watched it %.1f times, where %.1f times are"
                                + " usual; %s",
                        audit.shown(), audit.watched(), audit.expected(), left);
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
