package io.exogenesis.omega.lab.core;

import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * What devices send, epoch after epoch, as the shipped policy has it: the sample when the history changed, or after {@link
 * LeavePolicy#RENEWAL}, an epoch being a day; and the patterns that pass the quality gate, since an agent affirms them daily. Epochs
 * are asked for in ascending order; two viewers may be asked at once.
 */
public final class Sending {
    /** Epochs without a sample after which a device that is on sends an unchanged one again; an epoch is a day. */
    private static final int RENEWAL_EPOCHS = (int) LeavePolicy.RENEWAL.toDays();

    private final Timeline time;
    private final Device device;
    private final Consent consent;
    private final long seed;
    private final int[] sampledAt;
    /** Patterns last learned by viewer, and of how many events. */
    private final List<Learned> learned;

    private record Learned(int events, List<ExogenesisPattern> patterns) {}

    /**
     * What owners agreed to.
     *
     * @param samples whether samples are sent at all; patterns always are
     * @param title whether a title, by its index, may stand in a sample
     */
    public record Consent(boolean samples, IntPredicate title) {
        /** Patterns and samples. */
        public static final Consent ALL = new Consent(true, j -> true);
        /** No samples. */
        public static final Consent PATTERNS_ONLY = new Consent(false, j -> false);
    }

    public Sending(Timeline time, Device device, Consent consent, long seed) {
        this.time = time;
        this.device = device;
        this.consent = consent;
        this.seed = seed;
        this.sampledAt = new int[time.viewers()];
        this.learned = new java.util.ArrayList<>(
                java.util.Collections.nCopies(time.viewers(), new Learned(0, List.<ExogenesisPattern>of())));
    }

    /** The name of a viewer by its place in the timeline. */
    public static ViewerId viewer(int v) {
        return new ViewerId("v" + v);
    }

    /** What the device of a viewer, which is on, sends in an epoch. */
    public Parcel parcel(int v, int epoch) {
        List<RatingEvent> known = time.until(v, epoch);
        return Parcel.of(viewer(v), sample(v, epoch, known), patterns(v, known));
    }

    private Optional<TasteSample> sample(int v, int epoch, List<RatingEvent> known) {
        boolean changed = !time.in(v, epoch).isEmpty();
        if (!consent.samples() || !changed && epoch - sampledAt[v] < RENEWAL_EPOCHS) {
            return Optional.empty();
        }
        sampledAt[v] = epoch;
        List<RatingEvent> shared =
                known.stream().filter(e -> consent.title().test(e.item())).toList();
        return device.sample(shared, TasteSample.DEFAULT_ITEMS);
    }

    private List<ExogenesisPattern> patterns(int v, List<RatingEvent> known) {
        if (learned.get(v).events() != known.size()) {
            SplittableRandom random = new SplittableRandom(seed * 31 + v);
            learned.set(v, new Learned(known.size(), device.patterns(viewer(v).value(), known, random)));
        }
        return learned.get(v).patterns();
    }
}
