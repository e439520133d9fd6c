package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.lab.bench.BenchException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a fixed number of times, always as many callers at once, and reads what the server spent on it. */
final class RestLoad {
    /** As many as there are callers, each with a connection of its own. */
    private static final int MOST_CLOSED = 16;

    private final BenchCore core;
    private final AtomicInteger closed = new AtomicInteger();

    RestLoad(BenchCore core) {
        this.core = core;
    }

    /**
     * @param perSecond requests answered in a second
     * @param serverMicros processor time of the server for one request, all its threads together
     * @param answerBytes of the body of the last answer
     */
    record Figures(double perSecond, double serverMicros, int answerBytes) {}

    /**
     * Asks for each of these in turn; the first fifth warms up.
     *
     * @throws BenchException if one is not answered with 200
     */
    Figures run(List<HttpRequest> requests) {
        int warm = requests.size() / 5;
        core.all(requests.subList(0, warm), this::ask);
        List<HttpRequest> timed = requests.subList(warm, requests.size());
        Duration before = core.processorTime();
        long begun = System.nanoTime();
        List<Integer> bytes = core.all(timed, this::ask);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Duration spent = core.processorTime().minus(before);
        return new Figures(timed.size() / seconds, spent.toNanos() / 1e3 / timed.size(), bytes.getLast());
    }

    private int ask(HttpRequest request) {
        HttpResponse<byte[]> answer;
        try {
            answer = core.send(request);
        } catch (BenchException e) {
            // The server closes a connection that was idle, just as it is used again. All requests here may come twice.
            if (closed.incrementAndGet() > MOST_CLOSED) {
                throw e;
            }
            answer = core.send(request);
        }
        if (answer.statusCode() != 200) {
            throw new BenchException(
                    request.method() + " " + request.uri().getPath() + " answered " + answer.statusCode());
        }
        return answer.body().length;
    }
}
