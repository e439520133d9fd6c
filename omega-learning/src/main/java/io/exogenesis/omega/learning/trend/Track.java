package io.exogenesis.omega.learning.trend;

import io.exogenesis.omega.learning.LearningException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What is remembered of one title: some numbers, and no viewer. Owned by its detector. */
final class Track {
    private static final long NEVER = Long.MIN_VALUE;

    /** Exponentially decayed counts, as of {@link #day}. */
    double slow;

    double fast;
    long day;
    /** Exposure of the whole stream when the title was last seen. */
    double mark;
    /** One CUSUM a factor. */
    final double[] sums;
    /** Distinct viewers since the sums left zero, and the day on which they did. */
    int run;

    long runStart;
    private long alarm = NEVER;

    Track(int factors, long day, double mark) {
        this.sums = new double[factors];
        this.day = day;
        this.runStart = day;
        this.mark = mark;
    }

    boolean live() {
        return alarm != NEVER;
    }

    long alarmDay() {
        return alarm;
    }

    void raise(long onDay) {
        alarm = onDay;
    }

    void calm() {
        alarm = NEVER;
    }

    void decayTo(long today, TrendSettings s) {
        double days = today - day;
        slow *= Math.exp(-days / s.slowDays());
        fast *= Math.exp(-days / s.fastDays());
        day = today;
    }

    /** The strongest evidence; 0 for none. */
    double evidence() {
        double most = 0;
        for (double sum : sums) {
            most = Math.max(most, sum);
        }
        return most;
    }

    /** A change that takes longer than the window to show is no trend: the run begins anew. */
    void restart(long today) {
        java.util.Arrays.fill(sums, 0);
        run = 0;
        runStart = today;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(slow);
        out.writeDouble(fast);
        out.writeLong(day);
        out.writeDouble(mark);
        for (double sum : sums) {
            out.writeDouble(sum);
        }
        out.writeInt(run);
        out.writeLong(runStart);
        out.writeLong(alarm);
    }

    static Track read(DataInputStream in, int factors) throws IOException {
        double slow = in.readDouble();
        double fast = in.readDouble();
        Track t = new Track(factors, in.readLong(), in.readDouble());
        t.slow = slow;
        t.fast = fast;
        for (int k = 0; k < factors; k++) {
            t.sums[k] = in.readDouble();
        }
        t.run = in.readInt();
        t.runStart = in.readLong();
        t.alarm = in.readLong();
        if (!Double.isFinite(t.slow + t.fast + t.mark + t.evidence()) || t.run < 0) {
            throw new LearningException("a trend's counts are damaged");
        }
        return t;
    }
}
