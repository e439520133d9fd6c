package io.exogenesis.omega.web.health;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The health of the Core for everybody, in the wire format of MicroProfile Health 4: 200 when all is up, 503 when not.
 *
 * <p>It asks the checks itself. The server's own page of the same checks is on a host that strangers do not reach, and to fetch
 * it from there takes a second thread of the server: with few threads, some callers at once could wait for each other's.
 */
@WebServlet(urlPatterns = {"/health", "/health/live", "/health/ready", "/health/started"})
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Annotation LIVE = Liveness.Literal.INSTANCE;
    private static final Annotation READY = Readiness.Literal.INSTANCE;
    private static final Annotation STARTED = Startup.Literal.INSTANCE;
    private static final Map<String, List<Annotation>> KINDS = Map.of(
            "/health", List.of(STARTED, LIVE, READY),
            "/health/live", List.of(LIVE),
            "/health/ready", List.of(READY),
            "/health/started", List.of(STARTED));

    @Inject
    @Any
    transient Instance<HealthCheck> checks;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public HealthServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<HealthCheckResponse> seen = KINDS.getOrDefault(request.getServletPath(), List.of()).stream()
                .flatMap(kind -> checks.select(kind).stream())
                .distinct()
                .map(HealthCheck::call)
                .toList();
        boolean up = seen.stream().allMatch(s -> s.getStatus() == Status.UP);
        JsonArrayBuilder lines = Json.createArrayBuilder();
        seen.forEach(s -> lines.add(line(s)));
        byte[] body = Json.createObjectBuilder()
                .add("status", name(up))
                .add("checks", lines)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json; charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static JsonObjectBuilder line(HealthCheckResponse seen) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        seen.getData().orElse(Map.of()).forEach((key, value) -> data.add(key, String.valueOf(value)));
        return Json.createObjectBuilder()
                .add("name", seen.getName())
                .add("status", name(seen.getStatus() == Status.UP))
                .add("data", data);
    }

    private static String name(boolean up) {
        return (up ? Status.UP : Status.DOWN).name();
    }
}
