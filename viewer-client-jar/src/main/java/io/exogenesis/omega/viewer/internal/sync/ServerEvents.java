package io.exogenesis.omega.viewer.internal.sync;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events until one is of interest. The connection is closed then. */
final class ServerEvents {
    /** Comments come every 20 s: three that fail to come, and the connection is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(65);

    /** Of all lines until then; an event has some hundred bytes. */
    private static final long MOST_BYTES = 1 << 20;

    private static final String DATA = "data:";

    private ServerEvents() {}

    /** What comes of a stream. */
    sealed interface Step {}

    /** @param more is asked for the next line once this one has been looked at: a server fills the queue with no more than one */
    private record Line(String text, Flow.Subscription more) implements Step {}

    /** @param why empty for an end without an error */
    record End(Optional<Throwable> why) implements Step {}

    /**
     * Waits for an event.
     *
     * @param wanted of the data of an event
     * @param wait at most so long
     * @return whether it came; false when the time was over or the stream was ended by the server
     * @throws IOException if the connection failed, or there is no such stream
     */
    static boolean await(HttpClient client, HttpRequest request, Predicate<String> wanted, Duration wait)
            throws IOException, InterruptedException {
        BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        BodyHandler<Void> lines = head -> head.statusCode() == 200
                ? BodySubscribers.fromLineSubscriber(new Lines(steps))
                : BodySubscribers.discarding();
        CompletableFuture<HttpResponse<Void>> response =
                client.sendAsync(request, BodyHandlers.limiting(lines, MOST_BYTES));
        // an end without an error comes from the lines: the response may be complete while some are still to be asked
        // for
        var ended = response.whenComplete((r, failure) -> {
            if (failure != null) {
                steps.add(new End(Optional.of(failure)));
            } else if (r.statusCode() != 200) {
                steps.add(new End(Optional.of(new IOException("there is no event stream: status " + r.statusCode()))));
            }
        });
        try {
            return await(steps, wanted, System.nanoTime() + wait.toNanos());
        } finally {
            ended.cancel(true);
            response.cancel(true);
        }
    }

    static boolean await(BlockingQueue<Step> steps, Predicate<String> wanted, long end)
            throws IOException, InterruptedException {
        while (true) {
            long left = end - System.nanoTime();
            Step step = steps.poll(Math.min(left, SILENCE.toNanos()), TimeUnit.NANOSECONDS);
            if (step == null && left > SILENCE.toNanos()) {
                throw new HttpTimeoutException("the event stream is silent");
            }
            if (step == null) {
                return false;
            }
            if (step instanceof End(Optional<Throwable> why)) {
                if (why.isPresent()) {
                    throw why.get() instanceof IOException known ? known : new IOException(why.get());
                }
                return false;
            }
            if (step instanceof Line(String text, Flow.Subscription more)) {
                if (text.startsWith(DATA)
                        && wanted.test(text.substring(DATA.length()).strip())) {
                    return true;
                }
                more.request(1);
            }
        }
    }

    /** Asks for a line at a time. */
    static final class Lines implements Flow.Subscriber<String> {
        private final BlockingQueue<Step> steps;
        private Flow.@Nullable Subscription more;

        Lines(BlockingQueue<Step> steps) {
            this.steps = steps;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            more = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(String line) {
            steps.add(new Line(line, Objects.requireNonNull(more)));
        }

        @Override
        public void onError(Throwable failure) {
            // the response fails with it
        }

        @Override
        public void onComplete() {
            steps.add(new End(Optional.empty()));
        }
    }
}
