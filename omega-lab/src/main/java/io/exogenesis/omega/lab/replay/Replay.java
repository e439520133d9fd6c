package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.core.Activity;
import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.lab.core.Sending;
import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.learning.round.RoundReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A Core that lives through a data set's own time. Each epoch the devices that are on send what an agent sends, with the audit
 * cohort's reports on the epoch before; a round ends it; and the cohort looks at the lists of the new model. Not thread-safe.
 */
final class Replay {
    private final Timeline time;
    private final Activity activity;
    private final Sending sending;
    private final Audience audience;
    private final LabCore core;
    private final long seed;
    private List<Parcel> reports = List.of();
    private int epoch;

    /** @param core at its very beginning */
    Replay(Timeline time, Activity activity, Sending sending, Audience audience, LabCore core, long seed) {
        this.time = time;
        this.activity = activity;
        this.sending = sending;
        this.audience = audience;
        this.core = core;
        this.seed = seed;
    }

    LabCore core() {
        return core;
    }

    /** Lives through the next epoch. */
    RoundReport next() {
        boolean[] on = time.on(epoch, activity, seed);
        int now = epoch;
        List<Parcel> parcels = new ArrayList<>(IntStream.range(0, on.length)
                .parallel()
                .filter(v -> on[v])
                .mapToObj(v -> sending.parcel(v, now))
                .toList());
        parcels.addAll(reports);
        RoundReport report = core.epoch(parcels).report();
        reports = audience.evening(core, now, on);
        epoch++;
        return report;
    }
}
