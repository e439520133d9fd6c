package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.viewer.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Counts and times of all syncs. Safe for concurrent use. */
final class SyncTally {
    private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1000;
    private static final int NOTES = 5;

    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private final Set<String> transports = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private int count;
    private int retried;
    private int failed;
    private long bytesSent;
    private long bytesReceived;

    synchronized void succeeded(SyncReport report) {
        count++;
        retried += report.attempts() - 1;
        transports.add(report.transport());
        micros.recordValue(Math.clamp(report.roundTrip().toNanos() / 1000, 1, LONGEST_MICROS));
        bytesSent += report.bytesSent();
        bytesReceived += report.bytesReceived();
        report.notes().forEach(this::note);
    }

    synchronized void failed(int attempts, String why) {
        count++;
        failed++;
        retried += attempts - 1;
        note(why);
    }

    private void note(String note) {
        if (notes.size() < NOTES && !notes.contains(note)) {
            notes.add(note);
        }
    }

    /** The first few different remarks. */
    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    synchronized String transport() {
        return transports.isEmpty() ? "none" : String.join("+", transports);
    }

    synchronized int count() {
        return count;
    }

    synchronized int retried() {
        return retried;
    }

    synchronized int failed() {
        return failed;
    }

    synchronized long bytesSent() {
        return bytesSent;
    }

    synchronized long bytesReceived() {
        return bytesReceived;
    }

    /** Milliseconds within which this share of the first exchanges was answered; NaN if there was none. */
    synchronized double millisAt(double percentile) {
        return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1000.;
    }
}
