package io.exogenesis.omega.core.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest samples, in the order of their times. Not safe for concurrent use. */
final class Series {
    private final int kept;
    private final Deque<Sample> samples = new ArrayDeque<>();

    Series(int kept) {
        this.kept = kept;
    }

    /** What is not before it goes first: the clock was set back. */
    void add(Sample sample) {
        while (!samples.isEmpty() && samples.getLast().at() >= sample.at()) {
            samples.removeLast();
        }
        samples.addLast(sample);
        if (samples.size() > kept) {
            samples.removeFirst();
        }
    }

    /** Oldest first. */
    List<Sample> all() {
        return new ArrayList<>(samples);
    }
}
