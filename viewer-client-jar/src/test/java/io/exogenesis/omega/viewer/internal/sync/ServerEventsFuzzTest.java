package io.exogenesis.omega.viewer.internal.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream of events, as the JDK's client cuts it into lines: however it arrives, the same event is found, and no line is taken ahead. */
class ServerEventsFuzzTest {
    private static final String WANTED = "{\"version\":1}";

    /** How many bytes come at a time, and the bytes. */
    static Stream<Arguments> streams() {
        return Stream.of(
                        "\7: comment\n\nid: 7\nevent: bank\ndata: {\"version\":1}\n\n",
                        "\1data:{\"version\":1}",
                        "\3data: {\"version\":2}\r\n\rdata:\t{\"version\":1} \r",
                        "\40datadata: {\"version\":1}\n",
                        "\2" + "\n".repeat(500) + "data: x",
                        "\5\ufeffdata: \ud800\n",
                        "")
                .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    @MethodSource("streams")
    @FuzzTest // must come last
    void await_anyStream_findsWhatIsThereOneLineAtATime(byte[] data) throws Exception {
        if (data.length == 0) {
            return;
        }
        Queue steps = new Queue();
        BodySubscriber<Void> body = BodySubscribers.fromLineSubscriber(new ServerEvents.Lines(steps));
        body.onSubscribe(new Endless());
        int step = 1 + Math.floorMod(data[0], 64);
        for (int at = 1; at < data.length; at += step) {
            body.onNext(List.of(ByteBuffer.wrap(data, at, Math.min(step, data.length - at))));
        }
        body.onNext(List.of(UTF_8.encode("\n\n"))); // an event that was cut off is none
        body.onComplete();
        List<String> seen = new ArrayList<>();
        boolean found = ServerEvents.await(
                steps,
                event -> {
                    seen.add(event);
                    return event.equals(WANTED);
                },
                System.nanoTime() + TimeUnit.MINUTES.toNanos(5));
        assertThat(steps.most).as("lines ahead").isLessThanOrEqualTo(2);
        List<String> expected = new String(data, 1, data.length - 1, UTF_8)
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).strip())
                .toList();
        assertThat(found).isEqualTo(expected.contains(WANTED));
        assertThat(seen).isEqualTo(found ? expected.subList(0, expected.indexOf(WANTED) + 1) : expected);
    }

    /** Remembers how long it was at most: a line, and the end. */
    private static final class Queue extends LinkedBlockingQueue<ServerEvents.Step> {
        private static final long serialVersionUID = 1L;
        private int most;

        @Override
        public boolean add(ServerEvents.Step step) {
            boolean added = super.add(step);
            most = Math.max(most, size());
            return added;
        }
    }

    private static final class Endless implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
