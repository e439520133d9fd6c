package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A way to the {@link FakeCore} through real bytes, on which requests and answers get lost as a test wants it. */
public final class FaultyTransport implements FrameTransport {
    /** What happens to one exchange. */
    public enum Fate {
        ARRIVES,
        REQUEST_LOST,
        ANSWER_LOST
    }

    private final FakeCore core;
    private final Supplier<Fate> fates;
    private final List<List<ClientFrame>> sent = new ArrayList<>();

    public FaultyTransport(FakeCore core, Supplier<Fate> fates) {
        this.core = core;
        this.fates = fates;
    }

    public FaultyTransport(FakeCore core) {
        this(core, () -> Fate.ARRIVES);
    }

    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        synchronized (sent) {
            sent.add(frames);
        }
        Fate fate = fates.get();
        if (fate == Fate.REQUEST_LOST) {
            throw new TransportException(TransportException.Kind.UNREACHABLE, "the request was lost");
        }
        List<ClientFrame> arrived =
                frames.stream().map(f -> WireCodec.clientFrame(f.toByteArray())).toList();
        List<ServerFrame> answers = core.answer(arrived).stream()
                .map(f -> WireCodec.serverFrame(f.toByteArray()))
                .toList();
        if (fate == Fate.ANSWER_LOST) {
            throw new TransportException(TransportException.Kind.UNREACHABLE, "the answer was lost");
        }
        return answers;
    }

    /** The exchanges tried so far. */
    public List<List<ClientFrame>> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public void close() {}
}
