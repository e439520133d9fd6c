package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are kept until long after the peer has sent everything, without a thread each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HeldAnswersContract {
    private static final int CONNECTIONS = 50;
    private static final int STREAMS = 4;

    abstract Engines engines();

    private final LinkedBlockingQueue<Kept> kept = new LinkedBlockingQueue<>();
    private TestKey key;
    private QuicDialer dialer;
    private QuicListener listener;

    private record Kept(String frame, FrameSender sender) {}

    @BeforeAll
    void start(@TempDir Path dir) {
        dialer = engines().viewer().dialer(DialConfig.defaults());
        key = TestKey.create(dir);
        listener = engines().core().listen(Fixture.config(dir, key, 0), Keeper::new);
    }

    @AfterAll
    void stop() {
        dialer.close();
        listener.close();
    }

    private QuicConnection connect() {
        return dialer.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()), key.pin(), Fixture.PATIENCE);
    }

    /** Greets at once, and keeps its sender when everything has come. */
    private final class Keeper implements FrameReceiver {
        private final FrameSender sender;
        private String last = "";

        Keeper(FrameSender sender) {
            this.sender = sender;
        }

        @Override
        public void frame(byte[] body) {
            last = new String(body, UTF_8);
            sender.send("hello".getBytes(UTF_8));
        }

        @Override
        public void tooLarge(long declared) {
            throw new AssertionError(declared);
        }

        @Override
        public void malformed(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void finished() {
            kept.add(new Kept(last, sender));
        }

        @Override
        public void failed(Throwable cause) {
            throw new AssertionError(cause);
        }
    }

    private Kept next() throws InterruptedException {
        Kept one = kept.poll(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(one).as("a stream that is kept").isNotNull();
        return one;
    }

    @Test
    void sendLast_twoHundredKept_allAnsweredByOneThread() throws Exception {
        List<QuicConnection> connections = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<byte[]>>> answers = new ArrayList<>();
            for (int c = 0; c < CONNECTIONS; c++) {
                QuicConnection connection = connect();
                connections.add(connection);
                for (int s = 0; s < STREAMS; s++) {
                    byte[] body = (c + "/" + s).getBytes(UTF_8);
                    answers.add(callers.submit(() -> connection.exchange(List.of(body), Fixture.PATIENCE)));
                }
            }
            List<Kept> all = new ArrayList<>();
            for (int n = 0; n < CONNECTIONS * STREAMS; n++) {
                all.add(next());
            }
            assertThat(answers).noneMatch(Future::isDone);
            all.forEach(one -> one.sender().sendLast(("news for " + one.frame()).getBytes(UTF_8)));
            for (int n = 0; n < answers.size(); n++) {
                assertThat(answers.get(n).get(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .extracting(bytes -> new String(bytes, UTF_8))
                        .containsExactly("hello", "news for " + n / STREAMS + "/" + n % STREAMS);
            }
        } finally {
            connections.forEach(QuicConnection::close);
        }
    }

    @Test
    void whenGone_theConnectionIsClosed_isTold_andAnAnswerIsNoError() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                QuicConnection connection = connect()) {
            Future<List<byte[]>> answer =
                    callers.submit(() -> connection.exchange(List.of("a".getBytes(UTF_8)), Fixture.PATIENCE));
            Kept one = next();
            CountDownLatch gone = new CountDownLatch(1);
            one.sender().whenGone(gone::countDown);
            assertThat(gone.getCount()).isOne();
            connection.close();
            assertThat(gone.await(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            one.sender().sendLast("too late".getBytes(UTF_8));
            CountDownLatch again = new CountDownLatch(1);
            one.sender().whenGone(again::countDown);
            assertThat(again.await(Fixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(answer).failsWithin(Fixture.PATIENCE);
        }
    }
}
