package io.exogenesis.omega.core.registry;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Single-use codes that let a device in: 120 random bits as 20 characters of base64url. Only their hashes are stored.
 */
@Singleton
public class EnrolmentCodes {
    /** In one call. */
    public static final int MAX_BATCH = 100_000;
    /** Of one transaction: a hundred thousand rows at once would hold the table and the log of the database. */
    private static final int PER_TRANSACTION = 1_000;

    private final ViewerStore store;
    private final Keys keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public EnrolmentCodes(ViewerStore store, Keys keys, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Makes codes; they are shown this once.
     *
     * @param n 1 to {@link #MAX_BATCH}
     * @throws RefusedException {@code MALFORMED} if it is not
     */
    public List<String> mint(int n) {
        if (n < 1 || n > MAX_BATCH) {
            throw new RefusedException(
                    Refusal.Code.MALFORMED, "1 to " + MAX_BATCH + " codes can be made at once, not " + n);
        }
        List<String> codes = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            byte[] bytes = new byte[15];
            random.nextBytes(bytes);
            codes.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        for (int from = 0; from < n; from += PER_TRANSACTION) {
            List<String> some = codes.subList(from, Math.min(n, from + PER_TRANSACTION));
            store.addCodes(some.stream().map(EnrolmentCodes::hash).toList(), clock.instant());
        }
        return codes;
    }

    /** Whether this secret may mint codes beside an admin's token: the {@code enrolmentKey} of the bootstrap file. */
    public boolean isEnrolmentKey(String candidate) {
        return keys.isEnrolmentKey(candidate);
    }

    /** Codes that were made and not used. */
    public long open() {
        return store.openCodes();
    }

    static String hash(String code) {
        return TokenVerifier.sha256(code);
    }
}
