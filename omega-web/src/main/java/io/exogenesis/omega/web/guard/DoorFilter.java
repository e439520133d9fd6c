package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
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
    private static final String MCP = "/mcp";
    private static final Set<String> OF_PAGES = Set.of("GET", "HEAD");
    /** A type and its subtype have 127 characters at most (RFC 6838 §4.2), and a charset is named in some twenty more. */
    private static final int MAX_TYPE = 320;
    /** RFC 9110 §8.3.1, a little wider. Only for what is no longer than {@link #MAX_TYPE}: it backtracks, and calls itself. */
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
        if (!request.getRequestURI().startsWith(API)
                && !request.getRequestURI().equals(MCP)
                && !OF_PAGES.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            new Problem(405, "UNSUPPORTED", "a page can be read and no more").end(response);
        } else if (!decodable(request.getQueryString())) {
            new Problem(400, "MALFORMED", "the query of the address is not encoded as it should be").end(response);
        } else if (!readable(request.getContentType())) {
            new Problem(415, "UNSUPPORTED", "the media type or charset of the body is unknown here").end(response);
        } else {
            chain.doFilter(new Dated(request), response);
        }
    }

    /** A date that nobody can read is as none (RFC 9110 §13.1.3); the server would write a dump of it. */
    private static final class Dated extends HttpServletRequestWrapper {
        Dated(HttpServletRequest request) {
            super(request);
        }

        @Override
        public long getDateHeader(String name) {
            String date = getHeader(name);
            try {
                return date == null
                        ? -1
                        : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))
                                .toEpochMilli();
            } catch (DateTimeException e) {
                return -1;
            }
        }
    }

    /** Whether each percent sign stands before two hexadecimal digits (RFC 3986 §2.1): the server fails on the others. */
    static boolean decodable(@Nullable String query) {
        if (query == null) {
            return true;
        }
        for (int at = query.indexOf('%'); at >= 0; at = query.indexOf('%', at + 1)) {
            if (at + 2 >= query.length()
                    || Character.digit(query.charAt(at + 1), 16) < 0
                    || Character.digit(query.charAt(at + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a media type can be parsed and its charset is known: otherwise what reads it would fail and log. */
    static boolean readable(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        if (contentType.length() > MAX_TYPE || !TYPE.matcher(contentType).matches()) {
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
