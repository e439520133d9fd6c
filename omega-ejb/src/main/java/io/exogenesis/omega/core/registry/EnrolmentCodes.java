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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;

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
    /** Time to type a code into a device. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** As {@code omega.registry.code-lifetime} allows. */
    private static final Duration LONGEST = Duration.ofDays(366);

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
    public List<String> mint(int n) {
        return mint(n, Optional.empty());
    }

    /**
     * The same with an expiry of their own.
     *
     * @param lifetime one minute to {@link #LONGEST}; empty: {@code omega.registry.code-lifetime}
     */
    public synchronized List<String> mint(int n, Optional<Duration> lifetime) {
        lifetime.ifPresent(EnrolmentCodes::check);
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
        Instant now = clock.instant();
        try {
            for (int from = 0; from < n; from += PER_TRANSACTION) {
                List<String> some = codes.subList(from, Math.min(n, from + PER_TRANSACTION));
                add(some.stream().map(EnrolmentCodes::hash).toList(), now, lifetime);
            }
        } finally {
            changes.incrementAndGet();
        }
        return codes;
    }

    private static void check(Duration lifetime) {
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED, "codes live from " + SHORTEST + " to " + LONGEST + ", not " + lifetime);
        }
    }

    private void add(List<String> hashes, Instant now, Optional<Duration> lifetime) {
        if (lifetime.isEmpty()) {
            store.addCodes(hashes, now);
        } else {
            store.addCodes(hashes, now, now.plus(lifetime.get()));
        }
    }

    /** Open codes by when they were made, newest first; those that expired are among them until {@link #forgetExpired}. */
    public List<Batch> batches(int limit) {
        return store.codeBatches(limit).stream()
                .map(b ->
                        new Batch(b.madeAt(), b.expiresAt().orElse(b.madeAt().plus(settings.codeLifetime())), b.open()))
                .toList();
    }

    /** Open codes that were made together. */
    public record Batch(Instant madeAt, Instant expiresAt, long open) {}

    /**
     * Deletes all codes that nobody used: a device that has one is refused.
     *
     * @return how many
     */
    public synchronized int withdrawAll() {
        return delete(Instant.ofEpochMilli(Long.MAX_VALUE), Instant.ofEpochMilli(Long.MAX_VALUE), Integer.MAX_VALUE);
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
        return delete(expiredUpTo(), clock.instant(), most);
    }

    /** @param made at this time or earlier, without an expiry of their own; {@code expired} by their own */
    private int delete(Instant made, Instant expired, int most) {
        int deleted = inBatches(most, n -> store.forgetCodes(made, n));
        deleted += inBatches(most - deleted, n -> store.forgetExpiredCodes(expired, n));
        if (deleted > 0) {
            changes.incrementAndGet();
        }
        return deleted;
    }

    private static int inBatches(int most, IntUnaryOperator step) {
        int deleted = 0;
        int last = PER_TRANSACTION;
        while (last == PER_TRANSACTION && deleted < most) {
            last = step.applyAsInt(PER_TRANSACTION);
            deleted += last;
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
