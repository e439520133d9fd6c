package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.web.security.ForbiddenCallException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets changes through that our own pages make. A page from elsewhere cannot send the header without asking first (CORS), which
 * nothing here answers; the browser's own words on where a request is from are believed when it says them. Reads that another page
 * causes are refused by them too: an agent remembers what was searched for and what was shown.
 */
@Provider
@FromWatch
public class WatchDoor implements ContainerRequestFilter {
    /** Any value. */
    public static final String HEADER = "X-Omega-Watch";

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Inject
    CoreSettings settings;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public WatchDoor() {}

    @Override
    public void filter(ContainerRequestContext request) {
        if (!settings.watch().enabled()) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "this Core serves no evenings (omega.watch.enabled)");
        }
        if (READS.contains(request.getMethod())) {
            if (isFromElsewhere(request.getHeaderString("Sec-Fetch-Site"))) {
                throw new ForbiddenCallException("pages from elsewhere may not ask an evening");
            }
        } else if (!isOurs(
                request.getHeaderString(HEADER),
                request.getHeaderString("Sec-Fetch-Site"),
                request.getHeaderString("Origin"),
                request.getUriInfo().getBaseUri())) {
            throw new ForbiddenCallException("only the pages of this Core may change an evening");
        }
    }

    /** @param site of {@code Sec-Fetch-Site}: none is a person who typed the address, or a program */
    static boolean isFromElsewhere(@Nullable String site) {
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /**
     * @param header of {@value #HEADER}
     * @param site of {@code Sec-Fetch-Site}
     * @param origin of {@code Origin}
     * @param base where this Core was asked
     */
    static boolean isOurs(@Nullable String header, @Nullable String site, @Nullable String origin, URI base) {
        boolean sameSite = site == null || site.equals("same-origin");
        return header != null && sameSite && (origin == null || origin.equals(origin(base)));
    }

    private static String origin(URI base) {
        boolean usual = base.getPort() < 0;
        return base.getScheme() + "://" + base.getHost() + (usual ? "" : ":" + base.getPort());
    }
}
