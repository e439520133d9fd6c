package io.exogenesis.omega.viewer.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.viewer.TransportException;
import io.exogenesis.omega.viewer.internal.agent.FakeCore;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A way to a {@link FakeCore} on which each exchange has a fate of its own. It looks at the numbers of all that is sent. */
final class OutboxWire implements FrameTransport {
    /** What happens to one exchange. */
    enum Fate {
        ARRIVES,
        REQUEST_LOST,
        ANSWER_LOST,
        /** The Core dies in the middle of the push: what stands first in it is durable, the rest never was. */
        HALF_TAKEN,
        /** The agent gives up; the Core gets the request some time later. */
        LATE
    }

    private final FakeCore core;
    private final LongSupplier acknowledged;
    private final Consumer<PushPatterns> watch;
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final List<List<ClientFrame>> late = new ArrayList<>();
    /** The Core is not the one of before, and the agent has not heard it yet. */
    private boolean unheard;

    /**
     * @param acknowledged how far the Core has acknowledged, as the agent knows durably
     * @param watch sees each push before it leaves
     */
    OutboxWire(FakeCore core, LongSupplier acknowledged, Consumer<PushPatterns> watch) {
        this.core = core;
        this.acknowledged = acknowledged;
        this.watch = watch;
    }

    /** The next exchanges have these fates, those behind them arrive. */
    void fates(List<Fate> next) {
        fates.clear();
        fates.addAll(next);
    }

    /** What was on its way arrives now. */
    void lateOnesArrive() {
        late.forEach(core::answer);
        late.clear();
    }

    /** What was on its way never arrives. */
    void lateOnesAreLost() {
        late.clear();
    }

    /**
     * Another Core, or an older state of it. Until the agent has heard it, requests speak of numbers that are given anew then: those that are
     * late never arrive. That they might is a limit of the protocol, which its page names.
     */
    void coreChanged() {
        lateOnesAreLost();
        unheard = true;
    }

    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        List<ClientFrame> request =
                frames.stream().map(f -> WireCodec.clientFrame(f.toByteArray())).toList();
        request.stream().filter(ClientFrame::hasPush).map(ClientFrame::getPush).forEach(this::look);
        return switch (fates.isEmpty() ? Fate.ARRIVES : fates.poll()) {
            case ARRIVES -> {
                unheard = false;
                yield answer(request);
            }
            case REQUEST_LOST -> throw lost();
            case ANSWER_LOST -> {
                answer(request);
                throw lost();
            }
            case HALF_TAKEN -> {
                answer(request.stream().map(OutboxWire::half).toList());
                throw lost();
            }
            case LATE -> {
                if (!unheard) {
                    late.add(request);
                }
                throw lost();
            }
        };
    }

    private void look(PushPatterns push) {
        watch.accept(push);
        long expected = push.getContributions(0).getSeq();
        assertThat(expected).as("what is acknowledged is not sent as new").isGreaterThan(acknowledged.getAsLong());
        for (Contribution c : push.getContributionsList()) {
            assertThat(c.getSeq()).as("numbers have no gaps").isEqualTo(expected++);
        }
    }

    private List<ServerFrame> answer(List<ClientFrame> request) {
        return core.answer(request).stream()
                .map(f -> WireCodec.serverFrame(f.toByteArray()))
                .toList();
    }

    private static ClientFrame half(ClientFrame frame) {
        int all = frame.getPush().getContributionsCount();
        return all < 2
                ? frame
                : ClientFrame.newBuilder()
                        .setPush(PushPatterns.newBuilder()
                                .addAllContributions(
                                        frame.getPush().getContributionsList().subList(0, all / 2)))
                        .build();
    }

    private static TransportException lost() {
        return new TransportException(TransportException.Kind.UNREACHABLE, "lost on the way");
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public void close() {}
}
