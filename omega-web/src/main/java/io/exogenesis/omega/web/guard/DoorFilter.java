package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first to see a request: counts it for its address (the socket's; no header is believed on where a request is from), and
 * turns away what no path takes.
 */
public class DoorFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String API = "/api/";
    private static final Set<String> OF_PAGES = Set.of("GET", "HEAD");
    /** RFC 9110 §8.3.1, a little wider. */
    private static final Pattern TYPE = Pattern.compile(
            "[\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+(\\s*;\\s*[\\w!#$&^.+-]+=(\"[^\"]*\"|[^\";,\\s]*))*\\s*;?\\s*");

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]*)");

    @Inject
    transient RateLimits limits;

    @Inject
    transient DoorLog log;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public DoorFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            limits.address(Addresses.of(request.getRemoteAddr()), RateLimits.Kind.REQUEST);
        } catch (RefusedException e) {
            log.refused(response, e);
            return;
        }
        if (!request.getRequestURI().startsWith(API) && !OF_PAGES.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            new Problem(405, "UNSUPPORTED", "a page can be read and no more").end(response);
        } else if (!readable(request.getContentType())) {
            new Problem(415, "UNSUPPORTED", "the media type or charset of the body is unknown here").end(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether a media type can be parsed and its charset is known: otherwise what reads it would fail and log. */
    static boolean readable(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        if (!TYPE.matcher(contentType).matches()) {
            return false;
        }
        Matcher charset = CHARSET.matcher(contentType);
        try {
            return !charset.find() || Charset.isSupported(charset.group(1).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
