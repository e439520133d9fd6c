package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.wire.FrameGuard;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Finds out whether a caller is known, to decide how much it may send. What it may do is decided later, by the same
 * verification of its token (docs/decisions/0006).
 */
@Singleton
class Recognition {
    private static final String SYNC = "/api/omega/sync";
    private static final String PROTOBUF = "application/x-protobuf";

    private final TokenVerifier verifier;
    private final EnrolmentCodes codes;

    @Inject
    Recognition(TokenVerifier verifier, EnrolmentCodes codes) {
        this.verifier = verifier;
        this.codes = codes;
    }

    /** Says who sends a body, from its first bytes. */
    @FunctionalInterface
    interface OfBody {
        /**
         * Whether the caller is known, as far as {@code length} bytes tell.
         *
         * @throws RefusedException if there is a token and it does not hold
         */
        boolean known(byte[] bytes, int length);
    }

    /** By the token of the Authorization header. */
    boolean byHeader(HttpServletRequest request) {
        return Bearer.of(request)
                .filter(t -> codes.isEnrolmentKey(t) || holds(t))
                .isPresent();
    }

    boolean isAdmin(HttpServletRequest request) {
        try {
            return Bearer.of(request).filter(t -> verifier.verify(t).isAdmin()).isPresent();
        } catch (RefusedException e) {
            return false;
        }
    }

    /** A sync may bring its token in the CONNECT that it begins with; other bodies have that of the header. */
    OfBody ofBody(HttpServletRequest request) {
        Optional<String> header = Bearer.of(request);
        boolean sync = isSync(request);
        return (bytes, length) -> (sync ? FrameGuard.leadingToken(bytes, length) : Optional.<String>empty())
                .or(() -> header)
                .map(this::judged)
                .orElse(false);
    }

    /** Whether refusals are typed frames here, as on QUIC. */
    static boolean isSync(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getRequestURI().equals(SYNC) && type != null && type.startsWith(PROTOBUF);
    }

    private boolean judged(String token) {
        verifier.verifyForRenewal(token);
        return true;
    }

    /** A viewer whose token has ended may still come to have it renewed. */
    private boolean holds(String token) {
        try {
            return judged(token);
        } catch (RefusedException e) {
            return false;
        }
    }
}
