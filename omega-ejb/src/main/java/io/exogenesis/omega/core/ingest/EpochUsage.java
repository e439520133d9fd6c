package io.exogenesis.omega.core.ingest;

import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogEntry.Kind;
import io.exogenesis.omega.model.ViewerId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one viewer has of an epoch, before and with a push.
 *
 * @param before contributions that counted before the push
 * @param patterns distinct ones that count
 * @param samples 0 or 1: the newest
 * @param samplesTaken all that were taken, replaced and withdrawn ones too
 * @param reports that count
 * @param acceptedBefore the same as {@code accepted} before the push
 * @param accepted sequence numbers of the epoch: what was replaced, withdrawn, refused or counted at once, too
 */
public record EpochUsage(
        int before, int patterns, int samples, int samplesTaken, int reports, long acceptedBefore, long accepted) {
    /** One viewer's. */
    public record Of(ViewerId viewer, EpochUsage usage) {}

    /** Contributions that count. */
    public int live() {
        return patterns + samples + reports;
    }

    static EpochUsage of(Account account, List<LogEntry> fresh) {
        Set<Long> newPatterns = new HashSet<>();
        int samples = account.raw.count(Kind.SAMPLE);
        int samplesTaken = account.samples;
        int reports = account.raw.count(Kind.OUTCOMES);
        for (LogEntry entry : fresh) {
            if (entry instanceof LogEntry.Received r) {
                long key = Account.key(r.contribution().payload());
                switch (LogEntry.kindOf(r.contribution().payload())) {
                    case PATTERN -> {
                        if (account.raw.indexOf(Kind.PATTERN, key) < 0) {
                            newPatterns.add(key);
                        }
                    }
                    case SAMPLE -> {
                        samples = 1;
                        samplesTaken++;
                    }
                    case OUTCOMES -> reports++;
                }
            }
        }
        return new EpochUsage(
                account.raw.size(),
                account.raw.count(Kind.PATTERN) + newPatterns.size(),
                samples,
                samplesTaken,
                reports,
                account.highSeq - account.epochSeq,
                account.highSeq - account.epochSeq + fresh.size());
    }
}
