package io.exogenesis.omega.core.sync;

import io.exogenesis.omega.core.bank.BankUpdated;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.DoorSettings;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.ServerFrame;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pulls that wait for a new version of the bank: the answer is the push. A pull that waits is an entry here and holds no thread; a
 * commit wakes all, once for all commits of {@link #GATHER}. Safe for concurrent use.
 */
@Singleton
public class HeldPulls {
    /** A round commits once; what follows at once, a second round or a moderation, joins its wake-up. A fifth of the goal of 250 ms. */
    static final Duration GATHER = Duration.ofMillis(50);

    /** Ends of waits, removed and suspended viewers are noticed so late: a look at an entry costs some 100 ns. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(HeldPulls.class.getName());

    /** Runs work later. */
    @FunctionalInterface
    public interface Later {
        /** Behind a pause, on whichever thread. */
        void run(Runnable work, Duration pause);
    }

    private final DoorSettings.Quic settings;
    private final Authentication authentication;
    private final PullStep pull;
    private final CoreMetrics metrics;
    private final InstantSource clock;
    private final Map<ViewerId, Held> held = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    /** Those up to this number have not heard of the newest item model. */
    private volatile long modelUpTo;

    private final AtomicInteger room = new AtomicInteger();
    private final AtomicBoolean waking = new AtomicBoolean();
    private volatile boolean closed;

    @Resource
    @Nullable
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> looking;
    private Later later = this::scheduled;

    @Inject
    public HeldPulls(
            CoreSettings settings,
            Authentication authentication,
            PullStep pull,
            CoreMetrics metrics,
            InstantSource clock) {
        this.settings = settings.door().quic();
        this.authentication = authentication;
        this.pull = pull;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param later runs what is done later, in place of the container's threads */
    public HeldPulls(
            CoreSettings settings,
            Authentication authentication,
            PullStep pull,
            CoreMetrics metrics,
            InstantSource clock,
            Later later) {
        this(settings, authentication, pull, metrics, clock);
        this.later = later;
    }

    /** @param number rises with each */
    private record Held(
            long number,
            ViewerId viewer,
            SyncSession session,
            PullRequest request,
            BankVersion since,
            Consumer<ServerFrame> answer,
            Instant until) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @PostConstruct
    void start() {
        if (scheduler != null) {
            looking =
                    scheduler.scheduleAtFixedRate(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Holds a pull that has begun, in place of an earlier one of the same viewer, which is answered.
     *
     * @param answer takes the answer and does not block; called once, unless the pull is dropped
     * @return what drops it; empty if it is to be answered now: there is something new, or no room
     */
    Optional<Runnable> hold(ViewerId viewer, SyncSession session, PullRequest request, Consumer<ServerFrame> answer) {
        BankVersion since = pull.checked(request);
        if (closed || session.early() || pull.hasNewsFor(since)) {
            return Optional.empty();
        }
        if (room.incrementAndGet() > settings.maxHeld()) {
            room.decrementAndGet();
            return Optional.empty();
        }
        Held mine = new Held(numbers.incrementAndGet(), viewer, session, request, since, answer, until(request));
        Held former = held.put(viewer, mine);
        if (former != null) {
            room.decrementAndGet();
            answer(former);
        }
        // A commit or the end may have passed between the look and the entry.
        if (closed || pull.hasNewsFor(since)) {
            release(mine);
        }
        return Optional.of(() -> remove(mine));
    }

    private Instant until(PullRequest request) {
        long asked = Integer.toUnsignedLong(request.getWaitMs());
        return clock.instant().plusMillis(Math.min(asked, settings.hold().toMillis()));
    }

    /** Whether it was still there: whoever takes it out answers it. */
    private boolean remove(Held one) {
        boolean mine = held.remove(one.viewer(), one);
        if (mine) {
            room.decrementAndGet();
        }
        return mine;
    }

    private void release(Held one) {
        if (remove(one)) {
            answer(one);
        }
    }

    private void answer(Held one) {
        Answered done = Answered.of(
                one.session(),
                () -> Optional.of(ServerFrame.newBuilder()
                        .setPull(pull.answer(authentication.viewer(one.session()), one.request()))
                        .build()));
        metrics.count(Metric.SYNC_BYTES, "sent", done.bytes());
        try {
            done.frame().ifPresent(one.answer());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "an answer that waited found nobody", e);
        }
    }

    /** Pulls that wait now. */
    public int size() {
        return held.size();
    }

    /** A round was committed: who waits for it is woken, once. */
    public void committed(@Observes BankUpdated updated) {
        if (updated.itemModelPublished()) {
            modelUpTo = numbers.get();
        }
        if (updated.itemModelPublished() || updated.upserts() + updated.removals() > 0) {
            wakeSoon();
        }
    }

    private void wakeSoon() {
        if (!held.isEmpty() && waking.compareAndSet(false, true)) {
            later.run(this::wake, GATHER);
        }
    }

    private void wake() {
        waking.set(false);
        long forModel = modelUpTo;
        Predicate<Held> meant = one -> one.number() <= forModel || pull.hasNewsFor(one.since());
        List<Held> all = held.values().stream().filter(meant).toList();
        // asked again for each: as many go as there is room for, and the next look wakes others
        new FanOut<>(all, one -> {
                    if (meant.test(one)) {
                        release(one);
                    }
                })
                .run(work -> later.run(work, Duration.ZERO));
    }

    private void scheduled(Runnable work, Duration pause) {
        if (scheduler != null) {
            scheduler.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Answers those that have waited long enough or may not wait, and those that lack something: a bank that was changed without a word, or
     * changes for which there was no room.
     */
    void look() {
        try {
            lookAtAll();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "pulls that wait could not be looked at", e);
        }
    }

    private void lookAtAll() {
        Instant now = clock.instant();
        List<Held> over = new ArrayList<>();
        held.values().forEach(one -> {
            if (!now.isBefore(one.until()) || !authentication.mayTakePart(one.viewer())) {
                over.add(one);
            }
        });
        over.forEach(this::release);
        if (held.values().stream().anyMatch(one -> pull.hasNewsFor(one.since()))) {
            wakeSoon();
        }
    }

    /** Answers all: the Core stops. None is held from then on. */
    @PreDestroy
    public void close() {
        closed = true;
        if (looking != null) {
            looking.cancel(false);
        }
        List.copyOf(held.values()).forEach(this::release);
    }
}
