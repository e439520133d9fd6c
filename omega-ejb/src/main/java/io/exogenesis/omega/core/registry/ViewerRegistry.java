package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.ingest.ContributionLedger;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.core.viewers.ViewerStatus;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Registration, consent and removal of viewers. */
@Singleton
public class ViewerRegistry {
    private static final int MAX_NAME = 64;

    private final RegistrySettings settings;
    private final ViewerStore store;
    private final ViewerDirectory directory;
    private final Keys keys;
    private final ServerIdentity identity;
    private final ContributionLedger ledger;
    private final GuessLimiter guesses;
    private final InstantSource clock;

    @Inject
    public ViewerRegistry(
            CoreSettings settings,
            ViewerStore store,
            ViewerDirectory directory,
            Keys keys,
            ServerIdentity identity,
            ContributionLedger ledger,
            InstantSource clock) {
        this.settings = settings.registry();
        this.store = store;
        this.directory = directory;
        this.keys = keys;
        this.identity = identity;
        this.ledger = ledger;
        this.guesses = new GuessLimiter(clock);
        this.clock = clock;
    }

    /**
     * Uses up a code and registers a viewer under a random id. A right code passes, however many wrong ones came before.
     *
     * @throws RefusedException {@code UNAUTHENTICATED} for an unknown or used code, {@code RATE_LIMITED} for one after too many
     *     such,
     *     {@code UNAVAILABLE} when the registry is full, {@code MALFORMED} for a bad name
     */
    public Registration register(String code, Optional<String> displayName, Consents consents) {
        displayName.ifPresent(ViewerRegistry::checkName);
        if (!directory.reserve(settings.maxViewers())) {
            throw new RefusedException(
                    Refusal.Code.UNAVAILABLE,
                    "this Core takes at most " + settings.maxViewers() + " viewers (omega.registry.max-viewers)",
                    Duration.ofHours(1));
        }
        ViewerRow row = new ViewerRow(
                new ViewerId(UUID.randomUUID().toString()),
                displayName,
                consents,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        enrol(code, row);
        return new Registration(row.id(), token(row.id()), identity.endpoints(), identity.pin());
    }

    /** Fills the reserved place or gives it back. */
    private void enrol(String code, ViewerRow row) {
        boolean enrolled = false;
        try {
            enrolled = store.enrol(EnrolmentCodes.hash(code), row);
        } finally {
            if (enrolled) {
                directory.fill(row);
            } else {
                directory.release();
            }
        }
        if (!enrolled) {
            guesses.wrong();
            throw new RefusedException(
                    Refusal.Code.UNAUTHENTICATED, "the enrolment code is unknown or was used before");
        }
    }

    /** A fresh token for a viewer that has proved itself with its old one. */
    public String token(ViewerId viewer) {
        return keys.tokens().forViewer(viewer, clock.instant(), settings.tokenLifetime());
    }

    /**
     * Gives or withdraws consent. What was withdrawn is erased from the raw contributions at once; without any consent left
     * the registry forgets the display name and when the viewer was seen, too.
     *
     * <p>Whatever fails in between is made up for by {@link OverdueWithdrawals}.
     *
     * @return how many raw contributions were erased
     */
    public int changeConsents(ViewerId viewer, Consents consents) {
        store.changeConsents(viewer, consents);
        directory.consents(viewer, consents);
        return ledger.withdraw(viewer, ContributionLedger.kindsWithout(consents));
    }

    /**
     * Removes a viewer: its next frame is refused, its raw contributions are erased. To be repeated if it fails: every step is
     * taken again.
     *
     * @return false if there never was such a viewer
     */
    public boolean revoke(ViewerId viewer) {
        if (store.find(viewer).isEmpty()) {
            return false;
        }
        store.revoke(viewer, clock.instant());
        directory.revoked(viewer);
        ledger.withdraw(viewer, ContributionLedger.kindsWithout(Consents.NONE));
        return true;
    }

    public Optional<ViewerStatus> status(ViewerId viewer) {
        return store.find(viewer).map(this::status);
    }

    /** All viewers, oldest first. */
    public List<ViewerStatus> list(int offset, int limit) {
        return store.page(offset, limit).stream().map(this::status).toList();
    }

    /** Viewers that may take part. */
    public int count() {
        return directory.count();
    }

    private ViewerStatus status(ViewerRow row) {
        return new ViewerStatus(
                row.id(),
                row.displayName(),
                row.consents(),
                row.registeredAt(),
                directory.unsavedSeen(row.id()).or(row::lastSeen),
                row.revokedAt().isPresent(),
                ledger.committedThrough(row.id()));
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED,
                    "a display name has 1 to " + MAX_NAME + " characters, none of them control");
        }
    }
}
