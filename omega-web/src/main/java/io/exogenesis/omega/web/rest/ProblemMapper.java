package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.web.problem.Problem;
import io.exogenesis.omega.web.security.ForbiddenCallException;
import io.exogenesis.omega.wire.MalformedMessageException;
import jakarta.ejb.EJBException;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns whatever a request ended with into a {@link Problem}. Foreign input leaves no trace in the log; what is our own
 * fault is logged once, with its stack, and the caller learns nothing of our insides.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable failure = thrown instanceof EJBException e && e.getCause() != null ? e.getCause() : thrown;
        return problem(failure).response();
    }

    static Problem problem(Throwable failure) {
        return switch (failure) {
            case RefusedException e -> Problem.refused(e.code(), e.line(), e.retryAfter());
            case MalformedMessageException e ->
                Problem.refused(e.code(), String.valueOf(e.getMessage()), java.time.Duration.ZERO);
            case InvalidValueException e -> new Problem(400, "MALFORMED", String.valueOf(e.getMessage()));
            case ForbiddenCallException e -> new Problem(403, "FORBIDDEN", String.valueOf(e.getMessage()));
            case JsonbException e -> new Problem(400, "MALFORMED", "the body is not the JSON that is expected here");
            case JsonException e -> new Problem(400, "MALFORMED", "the body is not JSON");
            case WebApplicationException e -> ofWebApplication(e);
            case ProcessingException e -> new Problem(400, "MALFORMED", "the body cannot be read");
            default -> {
                LOG.log(Level.SEVERE, "A request failed", failure);
                yield new Problem(500, "INTERNAL", "the Core failed on this request; its log says why");
            }
        };
    }

    private static Problem ofWebApplication(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 400 -> new Problem(400, "MALFORMED", "the request cannot be read");
            case 404 -> new Problem(404, "NOT_FOUND", "there is nothing here");
            case 405 -> new Problem(405, "UNSUPPORTED", "this method is not served here");
            case 406 -> new Problem(406, "UNSUPPORTED", "none of the accepted media types is served here");
            case 415 -> new Problem(415, "UNSUPPORTED", "this media type is not taken here");
            default -> new Problem(status, status < 500 ? "MALFORMED" : "INTERNAL", "the request was not served");
        };
    }
}
