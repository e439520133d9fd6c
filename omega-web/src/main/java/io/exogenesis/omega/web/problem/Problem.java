package io.exogenesis.omega.web.problem;

import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * What every refused or failed request is answered with (RFC 9457): {@code application/problem+json} with {@code type},
 * {@code title}, {@code status}, {@code detail} (one line for a person) and, beyond the standard, {@code code}: the name of
 * the refusal, the same as on QUIC.
 *
 * <p>Where one parameter or field is to blame, {@code errors} names it: {@code [{parameter, detail}]}.
 *
 * @param retryAfter zero where waiting does not help; otherwise sent as {@code Retry-After}, rounded up to seconds
 * @param parameter that is to blame, or empty
 */
public record Problem(int status, String code, String detail, Duration retryAfter, String parameter) {
    /** RFC 9457 §3. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int MAX_DETAIL = 300;

    public Problem(int status, String code, String detail) {
        this(status, code, detail, Duration.ZERO);
    }

    public Problem(int status, String code, String detail, Duration retryAfter) {
        this(status, code, detail, retryAfter, "");
    }

    /** What a status means that nobody here said more about: of JAX-RS, or of the container. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> new Problem(status, "MALFORMED", "the request cannot be read");
            case 404 -> new Problem(status, "NOT_FOUND", "there is nothing here");
            case 405 -> new Problem(status, "UNSUPPORTED", "this method is not served here");
            case 406 -> new Problem(status, "UNSUPPORTED", "none of the accepted media types is served here");
            case 413 -> new Problem(status, "TOO_LARGE", "the request is too large");
            case 415 -> new Problem(status, "UNSUPPORTED", "this media type is not taken here");
            default -> new Problem(status, status < 500 ? "MALFORMED" : "INTERNAL", "the request was not served");
        };
    }

    /** One line, however many the text had: a line break would end up in logs and terminals. */
    public Problem {
        StringBuilder line = new StringBuilder();
        detail.codePoints()
                .limit(MAX_DETAIL)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        detail = line.toString().strip();
    }

    public static Problem refused(Refusal.Code code, String detail, Duration retryAfter) {
        return new Problem(statusOf(code), code.name(), detail, retryAfter);
    }

    public static int statusOf(Refusal.Code code) {
        return switch (code) {
            case MALFORMED, UNSUPPORTED -> 400;
            case UNAUTHENTICATED -> 401;
            case REVOKED, SUSPENDED, CONSENT -> 403;
            case NOT_FOUND -> 404;
            case SEQUENCE_GAP -> 409;
            case TOO_LARGE -> 413;
            case QUALITY -> 422;
            case RATE_LIMITED, QUOTA -> 429;
            case UNAVAILABLE -> 503;
            case CODE_UNSPECIFIED, UNRECOGNIZED -> 500;
        };
    }

    public String json() {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        JsonObjectBuilder problem = Json.createObjectBuilder()
                .add(
                        "type",
                        "urn:omega:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .add("code", code);
        if (!parameter.isEmpty()) {
            problem.add(
                    "errors",
                    Json.createArrayBuilder()
                            .add(Json.createObjectBuilder()
                                    .add("parameter", parameter)
                                    .add("detail", detail)));
        }
        return problem.build().toString();
    }

    /** Answers with it, on a connection that ends here: what else comes on it is nobody's business any more. */
    public void end(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Connection", "close");
        if (retryAfter.isPositive()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retrySeconds()));
        }
        byte[] json = json().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    private long retrySeconds() {
        return Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    }

    public Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(json()).header("Cache-Control", "no-store");
        if (status == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"omega\"");
        }
        if (retryAfter.isPositive()) {
            response.header(HttpHeaders.RETRY_AFTER, retrySeconds());
        }
        return response.build();
    }
}
