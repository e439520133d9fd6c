package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of a request in before anybody works on the request: without a thread that waits for its bytes, within the
 * {@link InboundBudget}, by {@code omega.http.body-deadline}, and 64 KiB at most until the sender's token was found good. The
 * request goes on when all of its body is there; a body that is too long, too slow or ends early is answered here.
 *
 * <p>A catalogue of an operator is the exception: it may have 64 MiB and is read as it comes, one at a time.
 */
public class BodyGate extends HttpFilter {
    /** Several frames of 1 MiB, or one in JSON, whose base64 takes a third more. */
    public static final int MAX_BODY = 4 << 20;
    /** A catalogue of 100,000 titles in JSON. */
    static final long MAX_CATALOGUE = 64L << 20;

    private static final long serialVersionUID = 1L;
    private static final String CATALOGUE = "/api/admin/catalogue";
    /** Nobody reads a body of these. */
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private static final String TAKEN = BodyGate.class.getName();
    private static final String QUERY = TAKEN + ".query";
    private static final Duration NEXT_CATALOGUE = Duration.ofSeconds(10);

    /** A catalogue is read by a thread that waits for it; there are few of those. */
    private final transient Semaphore catalogues = new Semaphore(1);

    /** Forgets what was cancelled, so that it does not keep bodies in memory that came in time. */
    private final transient ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("omega-body-deadlines").factory());

    @Inject
    transient CoreSettings settings;

    @Inject
    transient InboundBudget budget;

    @Inject
    transient Recognition recognition;

    @Inject
    transient DoorLog log;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public BodyGate() {}

    @Override
    public void init() {
        deadlines.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void destroy() {
        deadlines.shutdownNow();
    }

    /** What the request under way holds of the budget; for what is made of its body. */
    public static InboundBudget.Lease lease(HttpServletRequest request) {
        if (request.getAttribute(TAKEN) instanceof TakenBody body) {
            return body.lease();
        }
        throw new IllegalStateException("a body came past its gate");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(TAKEN) instanceof TakenBody body) {
            try (InboundBudget.Lease held = body.lease()) {
                chain.doFilter(body.in(request, query(request)), response);
            }
        } else if (request.getDispatcherType() != DispatcherType.REQUEST || READS.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (!hasBody(request)) {
            try (InboundBudget.Lease held = budget.forStranger()) {
                taken(request, TakenBody.empty(held));
                chain.doFilter(request, response);
            }
        } else {
            try {
                take(request, response, chain);
            } catch (RefusedException e) {
                log.refused(response, e);
            }
        }
    }

    private void take(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean known = recognition.byHeader(request);
        if (request.getRequestURI().equals(CATALOGUE) && recognition.isAdmin(request)) {
            catalogue(request, response, chain);
            return;
        }
        if (request.getContentLengthLong() > MAX_BODY) {
            throw tooLarge(MAX_BODY);
        }
        request.setAttribute(QUERY, request.getQueryString());
        InboundBudget.Lease lease = known ? budget.forKnown() : budget.forStranger();
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        BodyReader reader =
                new BodyReader(async, lease, new Intake(lease, known, recognition.ofBody(request), MAX_BODY), log);
        async.addListener(reader);
        reader.endsBy(deadlines.schedule(
                reader::late, settings.door().http().bodyDeadline().toMillis(), TimeUnit.MILLISECONDS));
        request.getInputStream().setReadListener(reader);
    }

    private void catalogue(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getContentLengthLong() > MAX_CATALOGUE) {
            throw tooLarge(MAX_CATALOGUE);
        }
        if (!catalogues.tryAcquire()) {
            throw new RefusedException(Refusal.Code.UNAVAILABLE, "another catalogue is being imported", NEXT_CATALOGUE);
        }
        try {
            chain.doFilter(new BoundedRequest(request, MAX_CATALOGUE), response);
        } finally {
            catalogues.release();
        }
    }

    /** As it came: the server dispatches by the path alone, see {@link BodyReader}. */
    private static @Nullable String query(HttpServletRequest request) {
        return request.getAttribute(QUERY) instanceof String query ? query : request.getQueryString();
    }

    static void taken(HttpServletRequest request, TakenBody body) {
        request.setAttribute(TAKEN, body);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    static RefusedException tooLarge(long limit) {
        return new RefusedException(Refusal.Code.TOO_LARGE, "a body has at most " + limit + " bytes here");
    }
}
