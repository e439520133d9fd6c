package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.core.Activity;
import io.exogenesis.omega.lab.core.Jurors;
import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.lab.core.Sending;
import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.round.RoundReport;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A Core that lives through a data set's own time. Each epoch the devices that are on send what an agent sends, with the audit
 * cohort's reports on the epoch before; a round ends it; and the cohort looks at the lists of the new model. Not thread-safe.
 *
 * <p>The two planes are two Cores, as in {@code lab attack}: whether a shown title is watched follows from the data, whether one
 * shown because of a pattern is from a stated chance ({@link Jurors}), and in one Core the first would be the base rate that the
 * juries of the second are planned by.
 */
final class Replay {
    private final Timeline time;
    private final Activity activity;
    private final Sending sending;
    private final Audience audience;
    private final Jurors jurors;
    private final LabCore titles;
    private final LabCore tastes;
    private final long seed;
    private List<Parcel> reports = List.of();
    private List<Parcel> words = List.of();
    private int epoch;

    /**
     * @param settings of the rounds
     * @param content the catalogue
     */
    Replay(
            Timeline time,
            Activity activity,
            Sending sending,
            Audience audience,
            RoundSettings settings,
            ContentSpace content,
            long seed) {
        this.time = time;
        this.activity = activity;
        this.sending = sending;
        this.audience = audience;
        this.jurors = new Jurors(audience.members(), t -> false, seed); // everybody is honest: nothing is planted
        this.titles = new LabCore(settings, content);
        this.tastes = new LabCore(settings, ContentSpace.of(List.of(), List.of()));
        this.seed = seed;
    }

    /** The newest item model. */
    Optional<ItemModel> model() {
        return titles.model();
    }

    /** The bank, patterns on probation in it. */
    List<ConsolidatedPattern> bank() {
        return tastes.bank();
    }

    /** Lives through the next epoch; what its round did to titles. */
    RoundReport next() {
        boolean[] on = time.on(epoch, activity, seed);
        int now = epoch;
        List<Parcel> sent = IntStream.range(0, on.length)
                .parallel()
                .filter(v -> on[v])
                .mapToObj(v -> sending.parcel(v, now))
                .toList();
        RoundReport report = titles.epoch(
                        with(sent.stream().map(Parcel::withoutPatterns).toList(), reports))
                .report();
        tastes.epoch(with(sent, words));
        reports = audience.evening(model(), bank(), now, on);
        Set<ViewerId> present = new HashSet<>();
        sent.forEach(p -> present.add(p.viewer()));
        words = jurors.words(tastes.tracked(), present::contains);
        epoch++;
        return report;
    }

    private static List<Parcel> with(List<Parcel> sent, List<Parcel> more) {
        List<Parcel> out = new ArrayList<>(sent);
        out.addAll(more);
        return out;
    }
}
