package io.exogenesis.omega.web.security;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.web.guard.Bearer;
import io.exogenesis.omega.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Decides who may see {@code /metrics} and {@code /openapi}, which the server itself answers: this machine, the operator by its
 * token, and everybody if {@code omega.metrics.open} says so.
 *
 * <p>The server's own pages have no notion of where a request is from, and no filter of an application sees requests for them.
 * So they live on a virtual host that only loopback reaches, under a name that nobody asks for by accident (server.xml), and are
 * fetched from there for whoever may see them.
 */
@WebServlet(urlPatterns = {"/metrics", "/metrics/*", "/openapi", "/openapi/*"})
public class OperationDoor extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(OperationDoor.class.getName());

    /** The name of the virtual host in server.xml. It is never looked up. */
    private static final String HOST = "http://operation.omega.internal";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Each holds two of the server's threads for some milliseconds, of which it has four at the least. */
    private static final int AT_A_TIME = 2;

    private final transient Semaphore turns = new Semaphore(AT_A_TIME);

    @Inject
    transient CoreSettings settings;

    @Inject
    transient TokenVerifier verifier;

    private transient HttpClient client;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public OperationDoor() {}

    @Override
    public void init() {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // The way to a host of any name on loopback.
                .proxy(ProxySelector.of(
                        new InetSocketAddress("127.0.0.1", settings.server().httpPort())))
                .connectTimeout(PATIENCE)
                .build();
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!maySee(request)) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"omega\"");
            new Problem(401, "UNAUTHENTICATED", "beyond this machine the admin token is needed").end(response);
        } else if (!turns.tryAcquire()) {
            new Problem(503, "UNAVAILABLE", "too many ask for this at once", Duration.ofSeconds(1)).end(response);
        } else {
            pass(request, response);
        }
    }

    private boolean maySee(HttpServletRequest request) {
        return Loopback.isLocal(request) || settings.door().operationOpen() || isAdmin(request);
    }

    private boolean isAdmin(HttpServletRequest request) {
        try {
            return Bearer.of(request).filter(t -> verifier.verify(t).isAdmin()).isPresent();
        } catch (RefusedException e) {
            return false;
        }
    }

    /** A turn ends before the answer is written: who asked may read it as slowly as it likes. */
    private void pass(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(asked(request), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IllegalArgumentException e) {
            new Problem(400, "MALFORMED", "the request cannot be read").end(response);
            return;
        } catch (IOException e) {
            LOG.log(Level.FINE, "the server's own page", e);
            new Problem(503, "UNAVAILABLE", "the server does not tell just now", Duration.ofSeconds(1)).end(response);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            new Problem(503, "UNAVAILABLE", "the Core is stopping").end(response);
            return;
        } finally {
            turns.release();
        }
        if (answer.statusCode() / 100 == 3) {
            // to a page below a name that nobody reaches
            new Problem(404, "NOT_FOUND", "there is no such page").end(response);
            return;
        }
        response.setStatus(answer.statusCode());
        answer.headers().firstValue("Content-Type").ifPresent(response::setContentType);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(answer.body());
    }

    private static String escaped(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static HttpRequest asked(HttpServletRequest request) {
        // As the container read it: the server's own pages know no escaped spelling of themselves.
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        String query = request.getQueryString();
        URI at = URI.create(HOST + escaped(path) + (query == null ? "" : "?" + query));
        HttpRequest.Builder ask = HttpRequest.newBuilder(at).timeout(PATIENCE);
        String accept = request.getHeader("Accept");
        if (accept != null) {
            ask.header("Accept", accept);
        }
        return ask.build();
    }
}
