package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.ConflictException;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.web.problem.Problem;
import io.exogenesis.omega.web.security.ForbiddenCallException;
import io.exogenesis.omega.wire.MalformedMessageException;
import jakarta.ejb.EJBException;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
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
        Response answer = problem(failure).response();
        // RFC 9110 §15.5.6: a 405 names the methods that there are.
        return failure instanceof NotAllowedException e
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, e.getResponse().getHeaderString(HttpHeaders.ALLOW))
                        .build()
                : answer;
    }

    static Problem problem(Throwable failure) {
        return switch (failure) {
            case BadParameterException e ->
                new Problem(400, e.code().name(), e.line(), java.time.Duration.ZERO, e.parameter());
            case RefusedException e -> Problem.refused(e.code(), e.line(), e.retryAfter());
            case MalformedMessageException e ->
                Problem.refused(e.code(), String.valueOf(e.getMessage()), java.time.Duration.ZERO);
            case InvalidValueException e -> new Problem(400, "MALFORMED", String.valueOf(e.getMessage()));
            case ConflictException e -> new Problem(409, "CONFLICT", String.valueOf(e.getMessage()));
            case ForbiddenCallException e -> new Problem(403, "FORBIDDEN", String.valueOf(e.getMessage()));
            case JsonbException e -> new Problem(400, "MALFORMED", "the body is not the JSON that is expected here");
            case JsonException e -> new Problem(400, "MALFORMED", "the body is not JSON");
            case WebApplicationException e -> Problem.ofStatus(e.getResponse().getStatus());
            case ProcessingException e -> new Problem(400, "MALFORMED", "the body cannot be read");
            default -> {
                LOG.log(Level.SEVERE, "A request failed", failure);
                yield new Problem(500, "INTERNAL", "the Core failed on this request; its log says why");
            }
        };
    }
}
