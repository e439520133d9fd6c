package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.core.viewers.ViewerDirectory;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Turns an enrolment code into a viewer with a token. */
@Singleton
public class Enrolment {
    /** Characters of a display name. */
    private static final int MAX_NAME = 64;

    private final int maxViewers;
    private final EnrolmentCodes codes;
    private final ViewerDirectory directory;
    private final ViewerTokens tokens;
    private final GuessLimiter guesses;
    private final InstantSource clock;

    @Inject
    public Enrolment(
            CoreSettings settings,
            EnrolmentCodes codes,
            ViewerDirectory directory,
            ViewerTokens tokens,
            InstantSource clock) {
        this.maxViewers = settings.registry().maxViewers();
        this.codes = codes;
        this.directory = directory;
        this.tokens = tokens;
        this.guesses = new GuessLimiter(clock);
        this.clock = clock;
    }

    /**
     * Uses up a code and registers a viewer under a random id. A right code passes, however many wrong ones came before.
     *
     * @throws RefusedException {@code UNAUTHENTICATED} for an unknown, used or expired code, {@code RATE_LIMITED} for one after
     *     too many such, {@code UNAVAILABLE} when the registry is full, {@code MALFORMED} for a bad name
     */
    public Registration register(String code, Optional<String> displayName, Consents consents) {
        return register(code, new ViewerId(UUID.randomUUID().toString()), displayName, consents);
    }

    /**
     * The same under an id that somebody in this process drew at random: an agent of {@code /watch} has its id before it joins. No
     * client may choose one.
     */
    public Registration register(String code, ViewerId id, Optional<String> displayName, Consents consents) {
        displayName.ifPresent(Enrolment::checkName);
        if (!directory.reserve(maxViewers)) {
            throw new RefusedException(
                    Refusal.Code.UNAVAILABLE,
                    "this Core takes at most " + maxViewers + " viewers (omega.registry.max-viewers)",
                    Duration.ofHours(1));
        }
        ViewerRow row = new ViewerRow(id, displayName, consents, clock.instant(), Optional.empty(), Optional.empty());
        // In order: an operator who finds the row in the list may remove it before memory knows it.
        if (!directory.inOrder(row.id(), () -> enrolled(code, row))) {
            guesses.wrong();
            throw new RefusedException(
                    Refusal.Code.UNAUTHENTICATED, "the enrolment code is unknown, was used before or has expired");
        }
        return tokens.registration(row.id());
    }

    /** Fills the reserved place or gives it back. */
    private boolean enrolled(String code, ViewerRow row) {
        boolean enrolled = false;
        try {
            enrolled = codes.redeem(code, row);
        } finally {
            if (enrolled) {
                directory.fill(row);
            } else {
                directory.release();
            }
        }
        return enrolled;
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED,
                    "a display name has 1 to " + MAX_NAME + " characters, none of them control");
        }
    }
}
