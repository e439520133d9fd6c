package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Single-use codes that let a device in: 120 random bits as 20 characters of base64url. Only their hashes are stored. A code
 * that is not used expires after {@code omega.registry.code-lifetime} and is deleted.
 */
@Singleton
public class EnrolmentCodes {
    /** In one call. */
    public static final int MAX_BATCH = 100_000;
    /** Of one transaction: a hundred thousand rows at once would hold the table and the log of the database. */
    private static final int PER_TRANSACTION = 1_000;

    private final RegistrySettings settings;
    private final ViewerStore store;
    private final Keys keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /** Changes of the number of codes, all of which are made here. */
    private final AtomicLong changes = new AtomicLong();

    private volatile Count counted = new Count(-1, 0);

    /** How many there are after so many changes. */
    private record Count(long changes, long codes) {}

    @Inject
    public EnrolmentCodes(CoreSettings settings, ViewerStore store, Keys keys, InstantSource clock) {
        this.settings = settings.registry();
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Makes codes; they are shown this once.
     *
     * @param n 1 to {@link #MAX_BATCH}
     * @throws RefusedException {@code MALFORMED} if it is not, {@code TOO_LARGE} if more than {@code
     *     omega.registry.max-open-codes} would be open; then none is made
     */
    public synchronized List<String> mint(int n) {
        if (n < 1 || n > MAX_BATCH) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED, "1 to " + MAX_BATCH + " codes can be made at once, not " + n);
        }
        long open = open();
        if (open + n > settings.maxOpenCodes()) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE,
                    "at most " + settings.maxOpenCodes() + " codes can be open (omega.registry.max-open-codes); " + open
                            + " are");
        }
        List<String> codes = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            byte[] bytes = new byte[15];
            random.nextBytes(bytes);
            codes.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        try {
            for (int from = 0; from < n; from += PER_TRANSACTION) {
                List<String> some = codes.subList(from, Math.min(n, from + PER_TRANSACTION));
                store.addCodes(some.stream().map(EnrolmentCodes::hash).toList(), clock.instant());
            }
        } finally {
            changes.incrementAndGet();
        }
        return codes;
    }

    /** Uses up a code for this viewer; false if it is unknown, used or expired. */
    boolean redeem(String code, ViewerRow viewer) {
        boolean good = store.enrol(hash(code), expiredUpTo(), viewer);
        if (good) {
            changes.incrementAndGet();
        }
        return good;
    }

    /** Whether this secret may mint codes beside an admin's token: the {@code enrolmentKey} of the bootstrap file. */
    public boolean isEnrolmentKey(String candidate) {
        return keys.isEnrolmentKey(candidate);
    }

    /** Codes that were made and not used; those that expired count until {@link #forgetExpired}. */
    public long open() {
        Count known = counted;
        long now = changes.get();
        if (known.changes != now) {
            known = new Count(now, store.codes());
            counted = known;
        }
        return known.codes;
    }

    /**
     * Deletes codes that expired, in transactions of {@value #PER_TRANSACTION}.
     *
     * @param most about how many
     * @return how many
     */
    public int forgetExpired(int most) {
        int deleted = 0;
        int last = PER_TRANSACTION;
        while (last == PER_TRANSACTION && deleted < most) {
            last = store.forgetCodes(expiredUpTo(), PER_TRANSACTION);
            deleted += last;
        }
        if (deleted > 0) {
            changes.incrementAndGet();
        }
        return deleted;
    }

    private Instant expiredUpTo() {
        return clock.instant().minus(settings.codeLifetime());
    }

    static String hash(String code) {
        return TokenVerifier.sha256(code);
    }
}
