package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.healing.HealingEvent;
import io.exogenesis.omega.core.healing.HealingLog;
import io.exogenesis.omega.core.identity.TokenVerifier;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.stream.Broadcast;
import io.exogenesis.omega.core.stream.Listener;
import io.exogenesis.omega.web.guard.Bearer;
import io.exogenesis.omega.web.security.SessionGate;
import io.exogenesis.omega.web.security.Sessions;
import io.exogenesis.omega.web.sse.SseSink;
import io.exogenesis.omega.web.sse.StreamThreads;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells open dashboards what is new, every two seconds. The figures are made once for all of them, and not at all while nobody
 * listens.
 */
@ApplicationScoped
class DashboardStream {
    /** Rounds that a dashboard shows. */
    static final int ROUNDS = 10;
    /** Open dashboards. Who finds no place asks every few seconds instead. */
    static final int MOST = 64;

    private static final Logger LOG = Logger.getLogger(DashboardStream.class.getName());
    private static final long SECONDS = 2;
    /** Told at once; half of what a listener queues, so that a burst of events ends no stream. The next tick tells the next ones. */
    private static final int MOST_HEALING = 16;

    private final Broadcast listeners = new Broadcast(MOST);

    @Inject
    DashboardViews views;

    @Inject
    ConsensusHealth consensus;

    @Inject
    RoundHistory history;

    @Inject
    HealingLog healing;

    @Inject
    TokenVerifier verifier;

    @Inject
    Sessions sessions;

    @Inject
    @StreamThreads
    ManagedExecutorService threads;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> schedule;
    private long lastRound;
    private long lastHealing;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    DashboardStream() {}

    @SuppressWarnings("NullAway.Init") // the container has filled the fields by now
    @PostConstruct
    void start() {
        schedule = scheduler.scheduleAtFixedRate(this::tick, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (schedule != null) {
            schedule.cancel(false);
        }
        listeners.close();
    }

    /** A stream outlives its request: what let it in is asked for again. */
    void join(HttpServletRequest request, Sse sse, SseEventSink sink) {
        listeners.join(new Listener("dashboard", entitlement(request), new SseSink(sse, sink), threads));
    }

    private Runnable entitlement(HttpServletRequest request) {
        Optional<String> token = Bearer.of(request);
        Optional<String> cookie = SessionGate.secret(request);
        TokenVerifier asked = verifier;
        Sessions open = sessions;
        if (io.exogenesis.omega.web.security.Loopback.isLocal(request)) {
            return () -> {};
        }
        return token.<Runnable>map(t -> () -> asked.verify(t)).orElseGet(() -> () -> open.require(cookie.orElse("")));
    }

    JsonArrayBuilder rounds() {
        JsonArrayBuilder rounds = Json.createArrayBuilder();
        history.latest(ROUNDS).forEach(r -> rounds.add(Views.of(r)));
        return rounds;
    }

    /** An exception would end the schedule, with every later tick. */
    private void tick() {
        try {
            listeners.check();
            if (listeners.isEmpty()) {
                // who comes asks for all there is first
                lastHealing = healing.newest();
                return;
            }
            List<RoundRecord> latest = history.latest(ROUNDS);
            long newest = latest.isEmpty() ? 0 : latest.getFirst().round();
            List<HealingEvent> events = healing.after(lastHealing, MOST_HEALING);
            listeners.tell("now", views.now(ROUNDS).toString());
            if (newest != lastRound) {
                listeners.tell("round", round());
            }
            events.forEach(e -> listeners.tell("healing", DashboardViews.of(e).toString()));
            lastRound = newest;
            lastHealing = events.isEmpty() ? lastHealing : events.getLast().number();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "open dashboards hear nothing this time", e);
        }
    }

    private String round() {
        return Json.createObjectBuilder()
                .add("rounds", rounds())
                .add("consensus", consensus.view())
                .build()
                .toString();
    }
}
