package io.exogenesis.omega.core.metrics;

import io.exogenesis.omega.core.port.ContributionLog;
import io.exogenesis.omega.core.port.LogEntry;
import io.exogenesis.omega.core.port.LogUnavailableException;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;

/** Counts how often the contribution log failed and how often it came back. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public abstract class CountedContributionLog implements ContributionLog {
    private final ContributionLog log;
    private final CoreMetrics metrics;

    @Inject
    protected CountedContributionLog(@Delegate ContributionLog log, CoreMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public List<Long> append(List<LogEntry> entries) {
        try {
            return log.append(entries);
        } catch (LogUnavailableException e) {
            metrics.count(Metric.JOURNAL_FAILURES, "", 1);
            throw e;
        }
    }

    @Override
    public void seal() {
        try {
            log.seal();
        } catch (LogUnavailableException e) {
            metrics.count(Metric.JOURNAL_FAILURES, "", 1);
            throw e;
        }
    }

    @Override
    public boolean recover() {
        boolean failed = !log.writable();
        boolean works = log.recover();
        if (failed && works) {
            metrics.count(Metric.JOURNAL_RECOVERIES, "", 1);
        }
        return works;
    }
}
