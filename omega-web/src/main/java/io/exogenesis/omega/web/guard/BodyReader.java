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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads one body whenever bytes of it are there, and sends the request on when all of them are. Whoever is refused is heard out
 * for some time, and nothing is kept of it: an answer that overtakes the request gets lost on its way.
 */
final class BodyReader implements ReadListener, AsyncListener {
    /** Of a refused body; what goes on after it is cut off. */
    private static final long MAX_HEARD_OUT = 16L << 20;

    private static final int PART = 8 << 10;

    private final AsyncContext async;
    private final InboundBudget.Lease lease;
    private final Intake intake;
    private final DoorLog log;
    private final AtomicBoolean ended = new AtomicBoolean();

    BodyReader(AsyncContext async, InboundBudget.Lease lease, Recognition.OfBody sender, DoorLog log) {
        this.async = async;
        this.lease = lease;
        this.intake = new Intake(lease, sender, BodyGate.MAX_BODY);
        this.log = log;
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream in = async.getRequest().getInputStream();
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
        if (body.isEmpty()) {
            refuse(intake.refusal().orElseThrow());
        } else if (ended.compareAndSet(false, true)) {
            BodyGate.taken((HttpServletRequest) async.getRequest(), body.get());
            async.dispatch();
        }
    }

    /** The connection ended in the middle of the body. */
    @Override
    public void onError(Throwable failure) {
        refuse(new RefusedException(Refusal.Code.MALFORMED, "the body ended early"));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        if (ended.compareAndSet(false, true)) {
            lease.close();
            log.late((HttpServletResponse) async.getResponse());
            async.complete();
        }
    }

    private void refuse(RefusedException refusal) {
        if (ended.compareAndSet(false, true)) {
            lease.close();
            log.refused((HttpServletResponse) async.getResponse(), refusal);
            async.complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
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
