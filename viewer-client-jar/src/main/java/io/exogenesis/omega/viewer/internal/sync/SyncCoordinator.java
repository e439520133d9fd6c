package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.MemoryUnavailableException;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.SyncReport;
import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.learn.LeavePolicy;
import io.exogenesis.omega.viewer.internal.models.ModelStore;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Syncs one agent with its Core: puts what may leave into the outbox, then tries until an attempt succeeds or the policy says
 * enough. What an attempt achieved stays achieved: every acknowledgement and every page is durable before the next step. One
 * sync at a time; others wait.
 */
public final class SyncCoordinator {
    private final AgentDb db;
    private final FrameTransport transport;
    private final ModelStore models;
    private final LeavePolicy policy;
    private final BankStates states;
    private final Backoff backoff;
    private final int attempts;
    private final Pause pause;
    private final InstantSource clock;
    private final Supplier<String> token;
    private final Function<String, AgentRecord> renewal;
    private final String client;
    private final Pinning pinning;
    private final ReentrantLock running = new ReentrantLock();
    /** The Core's quota of the epoch is used up until then; not durable, since the Core would say so again. */
    private Instant pushAgain = Instant.MIN;

    /**
     * @param attempts at most so many a sync
     * @param clock of the viewer
     * @param token the JWT to connect with
     * @param renewal the record that keeps a renewed one
     * @param client name and version for the Core's log, at most 64 bytes
     * @param pinning what becomes of the Core's word on its keys
     */
    public record Settings(
            int attempts,
            Backoff backoff,
            Pause pause,
            InstantSource clock,
            Supplier<String> token,
            Function<String, AgentRecord> renewal,
            String client,
            Pinning pinning) {
        /** Of a way without pins. */
        public Settings(
                int attempts,
                Backoff backoff,
                Pause pause,
                InstantSource clock,
                Supplier<String> token,
                Function<String, AgentRecord> renewal,
                String client) {
            this(attempts, backoff, pause, clock, token, renewal, client, Pinning.NONE);
        }
    }

    public SyncCoordinator(
            AgentDb db, FrameTransport transport, ModelStore models, LeavePolicy policy, Settings settings) {
        this(db, transport, models, policy, settings, BankStates.inMemory());
    }

    /** @param states keeps what the Core signed */
    public SyncCoordinator(
            AgentDb db,
            FrameTransport transport,
            ModelStore models,
            LeavePolicy policy,
            Settings settings,
            BankStates states) {
        this.states = states;
        this.db = db;
        this.transport = transport;
        this.models = models;
        this.policy = policy;
        this.backoff = settings.backoff();
        this.attempts = settings.attempts();
        this.pause = settings.pause();
        this.clock = settings.clock();
        this.token = settings.token();
        this.renewal = settings.renewal();
        this.client = settings.client();
        this.pinning = settings.pinning();
    }

    /** What a sync of this memory that began now would push, message by message; nothing changes. */
    public static List<PushPatterns> preview(AgentDb db, LeavePolicy policy, Instant now) {
        List<Contribution> leaving = db.read(state -> {
            List<Contribution> all = new ArrayList<>(state.outbox().pending());
            all.addAll(policy.due(state, now));
            return all;
        });
        return PushMessages.of(leaving);
    }

    /**
     * Pushes, pulls, and fetches the models that the Core announced. While the Core's quota is used up it pulls only; what waits
     * is pushed when the Core said that it may be.
     *
     * @throws SyncFailedException when it is given up; nothing unacknowledged is lost
     */
    public SyncReport sync() {
        return sync(SyncWatch.NONE);
    }

    /** {@link #sync()}, followed; one that is given up fails as well. */
    public SyncReport sync(SyncWatch watch) {
        return tried(watch, attempt -> {
            Instant now = clock.instant();
            boolean waited = db.read(state -> !state.outbox().pending().isEmpty());
            db.commit(state -> policy.leaving(state, now));
            if (now.isBefore(pushAgain)) {
                attempt.pullOnly();
                return;
            }
            Optional<Duration> quota = attempt.pushAndPull();
            // what waited from an earlier sync has held its newer form back until now
            if (quota.isEmpty()
                    && waited
                    && !db.commit(state -> policy.leaving(state, now)).isEmpty()) {
                quota = attempt.pushAndPull();
            }
            quota.ifPresent(wait -> pushAgain = now.plus(wait));
        });
    }

    /** The sync of the initialisation: pulls and fetches, and pushes nothing. */
    public SyncReport pull() {
        return tried(SyncWatch.NONE, SyncAttempt::pullOnly);
    }

    /**
     * Waits at the Core for something new, beside any sync; changes nothing.
     *
     * @param over what carries it; given up without the syncs
     * @return empty for an agent that has never pulled
     * @throws TransportException if the answers did not come
     * @throws RefusedException if the Core refused
     */
    public Optional<Heard> listen(FrameTransport over, Duration wait) {
        BankVersion since = db.read(AgentState::bank);
        if (since.equals(BankVersion.NONE)) {
            return Optional.empty();
        }
        ClientFrame pull = ClientFrame.newBuilder()
                .setPull(SyncAttempt.pullRequest(db).setWaitMs(Math.toIntExact(wait.toMillis())))
                .build();
        CoreDialogue.Answers answers =
                new CoreDialogue(over, token, client, pinning, SyncWatch.NONE).held(List.of(pull), wait);
        ServerFrame answer = answers.rest().getFirst();
        if (answer.hasRefusal()) {
            throw new RefusedException("pull", answer.getRefusal());
        }
        return Optional.of(new Heard(since, answers.auth(), answer));
    }

    /** What the Core said to a pull that waited, which began at {@code since}. */
    public record Heard(BankVersion since, AuthResponse auth, ServerFrame answer) {}

    /** Takes it as a sync takes its pull. Whether it was new. */
    public boolean take(Heard heard) {
        AtomicBoolean news = new AtomicBoolean();
        tried(SyncWatch.NONE, attempt -> news.set(attempt.heard(heard.auth(), heard.answer(), heard.since())));
        return news.get();
    }

    /** Tells the Core what the owner decided, and nothing else. */
    public SyncReport tellConsents() {
        return tried(SyncWatch.NONE, SyncAttempt::consentsOnly);
    }

    private interface Work {
        void on(SyncAttempt attempt);
    }

    private SyncReport tried(SyncWatch watch, Work work) {
        db.checkWritable(); // what was acknowledged could not be kept: it would leave again and again
        running.lock();
        SyncTally tally = new SyncTally();
        try {
            return tried(watch, work, tally);
        } catch (SyncWatch.GivenUpException e) {
            throw new SyncFailedException("the sync was cancelled", tally.attempts(), e);
        } finally {
            running.unlock();
        }
    }

    private SyncReport tried(SyncWatch watch, Work work, SyncTally tally) {
        CoreDialogue core = new CoreDialogue(transport, token, client, pinning, watch);
        while (true) {
            tally.attempt();
            try {
                work.on(new SyncAttempt(db, core, models, renewal, pinning, tally, states));
                return tally.report(core, db.read(AgentState::bank), db.read(AgentState::models));
            } catch (AgentClosedException e) {
                throw new SyncFailedException("the agent was closed during the sync", tally.attempts(), e);
            } catch (TransportException e) {
                failed(tally, e, e.retryable());
                pause(watch, tally, Duration.ZERO);
            } catch (RefusedException e) {
                failed(tally, e, e.retryable());
                pause(watch, tally, e.retryAfter());
            } catch (MemoryUnavailableException | SyncFailedException | SyncWatch.GivenUpException e) {
                throw e;
            } catch (ViewerException e) {
                failed(tally, e, false); // models that are of no use, for instance
            }
        }
    }

    /** Throws if no other attempt is made. */
    private void failed(SyncTally tally, ViewerException why, boolean retryable) {
        if (!retryable || tally.attempts() >= attempts) {
            throw new SyncFailedException(
                    why.getMessage()
                            + (tally.attempts() > 1 ? " (given up after " + tally.attempts() + " attempts)" : ""),
                    tally.attempts(),
                    why);
        }
    }

    /** @param asked for by the Core, at least */
    private void pause(SyncWatch watch, SyncTally tally, Duration asked) {
        Duration time = backoff.after(tally.attempts(), asked);
        watch.waiting(() -> {
            try {
                pause.pause(time);
                return time;
            } catch (InterruptedException e) {
                throw new SyncFailedException(
                        "given up between two attempts, since the agent shuts down", tally.attempts(), e);
            }
        });
    }
}
