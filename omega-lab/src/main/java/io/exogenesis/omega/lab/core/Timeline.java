package io.exogenesis.omega.lab.core;

import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Histories cut into epochs of equal numbers of events, in the order in which they happened. */
public final class Timeline {
    private final List<ViewerHistory> viewers;
    private final int epochs;
    /** By viewer and epoch: events known at the end of the epoch. */
    private final int[][] known;

    private record Event(int viewer, long second) {}

    /** @param epochs at least 1 */
    public Timeline(List<ViewerHistory> viewers, int epochs) {
        this.viewers = List.copyOf(viewers);
        this.epochs = epochs;
        this.known = new int[viewers.size()][epochs];
        List<Event> all = new ArrayList<>();
        for (int v = 0; v < viewers.size(); v++) {
            for (RatingEvent e : viewers.get(v).events()) {
                all.add(new Event(v, e.epochSecond()));
            }
        }
        all.sort(Comparator.comparingLong(Event::second).thenComparingInt(Event::viewer));
        for (int k = 0; k < all.size(); k++) {
            known[all.get(k).viewer][(int) ((long) k * epochs / all.size())]++;
        }
        for (int[] of : known) {
            for (int e = 1; e < epochs; e++) {
                of[e] += of[e - 1];
            }
        }
    }

    public int epochs() {
        return epochs;
    }

    public int viewers() {
        return viewers.size();
    }

    /** What a viewer has watched by the end of an epoch, oldest first. */
    public List<RatingEvent> until(int viewer, int epoch) {
        return viewers.get(viewer).events().subList(0, known[viewer][epoch]);
    }

    /** What a viewer watched in an epoch. */
    public List<RatingEvent> in(int viewer, int epoch) {
        return viewers.get(viewer).events().subList(epoch == 0 ? 0 : known[viewer][epoch - 1], known[viewer][epoch]);
    }

    /** Everybody's past at the end of an epoch, in the order of the viewers. */
    public List<ViewerHistory> until(int epoch) {
        List<ViewerHistory> out = new ArrayList<>(viewers.size());
        for (int v = 0; v < viewers.size(); v++) {
            out.add(new ViewerHistory(viewers.get(v).id(), until(v, epoch)));
        }
        return out;
    }

    /** Whether a device is on in an epoch: its owner watched something, or had watched before and the model says so. */
    public boolean[] on(int epoch, Activity activity, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
        boolean[] on = new boolean[viewers.size()];
        for (int v = 0; v < on.length; v++) {
            boolean idle = activity.idleIsOn(random);
            on[v] = !in(v, epoch).isEmpty() || idle && known[v][epoch] > 0;
        }
        return on;
    }
}
