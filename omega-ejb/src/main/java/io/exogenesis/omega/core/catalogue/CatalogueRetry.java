package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.core.Backoff;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what a failed embedding job left undone: an operator who puts the model's file back need not tell the Core.
 * Somebody calls {@link #runIfDue} every some seconds.
 */
@Singleton
public class CatalogueRetry {
    /** Soon, since most causes are mended by hand by somebody who waits for the effect. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    /** Reading a model of 90 MB in vain twelve times an hour burdens nobody. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Catalogue catalogue;
    private final InstantSource clock;
    private final Backoff pauses;
    private int failures;
    private volatile @Nullable Instant next;

    @Inject
    public CatalogueRetry(Catalogue catalogue, InstantSource clock, RandomGenerator random) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random);
    }

    /** Starts the job again if it failed and its pause is over. */
    public synchronized void runIfDue() {
        switch (catalogue.status().state()) {
            case FAILED -> {
                Instant due = next;
                if (due == null) {
                    failures++;
                    next = clock.instant().plus(pauses.after(failures));
                } else if (!clock.instant().isBefore(due)) {
                    next = null;
                    catalogue.retry();
                }
            }
            case EMBEDDING -> {} // how it ends decides
            case READY, EMPTY -> {
                failures = 0;
                next = null;
            }
        }
    }

    /** When it will be tried again; empty while nothing failed or the job runs. */
    public Optional<Instant> next() {
        return Optional.ofNullable(next);
    }
}
