package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.core.Activity;
import io.exogenesis.omega.lab.core.Device;
import io.exogenesis.omega.lab.core.LabCore;
import io.exogenesis.omega.lab.core.Parcel;
import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.round.RoundReport;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A Core that lives through a data set's own time: each epoch the devices that are on send what an agent sends, and a round ends it. */
final class Replay {
    private final Timeline time;
    private final Device device;
    private final Activity activity;
    private final LabCore core;
    private final long seed;
    private final long[] sampledAt;
    private int epoch;

    Replay(Timeline time, Device device, Activity activity, RoundSettings settings, long seed) {
        this.time = time;
        this.device = device;
        this.activity = activity;
        this.core = new LabCore(settings, device.content());
        this.seed = seed;
        this.sampledAt = new long[time.viewers()];
    }

    /** Epochs lived through. */
    int epoch() {
        return epoch;
    }

    Optional<ItemModel> model() {
        return core.model();
    }

    /** The next epoch. */
    RoundReport next() {
        boolean[] on = time.on(epoch, activity, seed);
        int now = epoch;
        List<Parcel> parcels = new ArrayList<>(IntStream.range(0, on.length)
                .parallel()
                .filter(v -> on[v])
                .mapToObj(v -> parcel(v, now))
                .toList());
        RoundResult result = core.epoch(parcels);
        epoch++;
        return result.report();
    }

    private Parcel parcel(int v, int now) {
        boolean changed = !time.in(v, now).isEmpty();
        boolean due = changed || now - sampledAt[v] >= 7;
        Optional<TasteSample> sample = due
                ? device.sample(time.until(v, now), Integer.getInteger("sample", TasteSample.DEFAULT_ITEMS))
                : Optional.empty();
        if (sample.isPresent()) {
            sampledAt[v] = now;
        }
        ViewerId id = new ViewerId("v" + v);
        return Parcel.of(
                id,
                sample,
                Boolean.getBoolean("nopatterns")
                        ? List.of()
                        : device.patterns("v" + v, time.until(v, now), new SplittableRandom(seed * 31 + v)));
    }
}
