package io.exogenesis.omega.web.guard;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body whenever bytes of it are there, and sends the request on when all of them are. Whoever is refused is heard out
 * for some time, and nothing is kept of it: an answer that overtakes the request gets lost on its way.
 *
 * <p>What ends a body runs on a thread of its own. On the thread that calls a listener, the server takes its notes of another
 * request for those of this one: a dispatch from there was answered with an empty 200 now and then, when that other request had
 * ended.
 */
final class BodyReader implements ReadListener, AsyncListener {
    /** Of a refused body; what goes on after it is cut off. */
    private static final long MAX_HEARD_OUT = 16L << 20;

    private static final int PART = 8 << 10;

    /** What a sync is told in a frame, as on QUIC: an agent has to tell its removal from a bad day. */
    private static final Set<Refusal.Code> TOKENS =
            Set.of(Refusal.Code.UNAUTHENTICATED, Refusal.Code.REVOKED, Refusal.Code.SUSPENDED);

    private final AsyncContext async;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final boolean sync;
    private final InboundBudget.Lease lease;
    private final Intake intake;
    private final DoorLog log;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Future<?> deadline;

    BodyReader(AsyncContext async, InboundBudget.Lease lease, Intake intake, DoorLog log) {
        this.async = async;
        this.request = (HttpServletRequest) async.getRequest();
        this.response = (HttpServletResponse) async.getResponse();
        this.sync = Recognition.isSync(request);
        this.lease = lease;
        this.intake = intake;
        this.log = log;
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream in = request.getInputStream();
        byte[] part = new byte[PART];
        while (!ended.get() && in.isReady()) {
            int n = in.read(part);
            if (n < 0) {
                return;
            }
            intake.take(part, n);
            if (intake.refusal().isPresent() && intake.received() > MAX_HEARD_OUT) {
                refuse(intake.refusal().get());
            }
        }
    }

    @Override
    public void onAllDataRead() {
        Optional<TakenBody> body = intake.end();
        if (body.isPresent()) {
            end(() -> {
                BodyGate.taken(request, body.get());
                // Without its query, which the server would judge as if it were a path: it has no way on for %2F there.
                async.dispatch(request.getRequestURI());
            });
        } else {
            refuse(intake.refusal().orElseThrow());
        }
    }

    /** The connection ended in the middle of the body, or nothing came on it for the server's own time-out. */
    @Override
    public void onError(Throwable failure) {
        if (failure instanceof SocketTimeoutException) {
            late();
        } else {
            refuse(new RefusedException(Refusal.Code.MALFORMED, "the body ended early"));
        }
    }

    /** The deadline is here. Whoever was refused before is told that. */
    void late() {
        intake.refusal().ifPresentOrElse(this::refuse, () -> answer(() -> log.late(response)));
    }

    private void refuse(RefusedException refusal) {
        boolean inFrame = sync && TOKENS.contains(refusal.code());
        answer(() -> {
            if (inFrame) {
                log.refusedSync(response, refusal);
            } else {
                log.refused(response, refusal);
            }
        });
    }

    private void answer(Runnable answer) {
        end(() -> {
            lease.close();
            answer.run();
            async.complete();
        });
    }

    /** Does it unless the body has ended before. It may have to wait for a client that does not read. */
    private void end(Runnable end) {
        if (ended.compareAndSet(false, true)) {
            Future<?> timer = deadline;
            if (timer != null) {
                timer.cancel(false);
            }
            Thread.startVirtualThread(end);
        }
    }

    /** What calls {@link #late} in time; not the container, which answers by itself when it finds that somebody just has. */
    void endsBy(Future<?> timer) {
        deadline = timer;
        if (ended.get()) {
            timer.cancel(false);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        lease.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        lease.close();
    }

    @Override
    public void onError(AsyncEvent event) {
        lease.close();
    }

    /** A resource that goes on asynchronously. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
