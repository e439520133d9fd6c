package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.agent.LocalViewerAgent;
import io.exogenesis.omega.viewer.internal.agent.SharedModels;
import io.exogenesis.omega.viewer.internal.agent.TestAgents;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * A host of the agent, as a process: says after each thing that the agent did what it changed in the process. Lines that start
 * with {@code changed}, then {@code did} and the way of each thing done, at last {@code done}.
 */
final class HostProcess {
    private static final List<String> CHANGES = Collections.synchronizedList(new ArrayList<>());

    private final Path directory;
    private final String pin;
    private Map<String, String> before = Map.of();

    private HostProcess(Path directory, String pin) {
        this.directory = directory;
        this.pin = pin;
    }

    public static void main(String[] args) throws Exception {
        HostState.now(); // what it loads itself is there from now on
        System.setProperties(new Watched(System.getProperties()));
        HostProcess host = new HostProcess(Path.of(args[0]), args[1]);
        HostThread thread = new HostThread(() -> host.run(args[2], args[3]));
        thread.start();
        thread.join();
        if (thread.failure != null) {
            throw thread.failure;
        }
        HostState.threadsThatHoldTheProcess().stream()
                .filter(name -> !name.equals("main") && !name.equals("DestroyJavaVM"))
                .forEach(name -> CHANGES.add("left behind: thread " + name));
        CHANGES.forEach(change -> System.out.println("changed " + change));
        System.out.println("done");
    }

    private Object run(String quic, String https) throws Exception {
        before = HostState.now();
        compareAfter("query", this::query);
        compareAfter("quic", () -> sync(quic));
        compareAfter("https", () -> sync(https));
        return before;
    }

    private void compareAfter(String what, Callable<String> work) throws Exception {
        System.out.println("did " + what + ": " + work.call());
        Map<String, String> after = HostState.now();
        Map<String, String> names = new TreeMap<>(before);
        names.putAll(after);
        for (String name : names.keySet()) {
            String was = before.getOrDefault(name, "none");
            String is = after.getOrDefault(name, "none");
            if (!was.equals(is)) {
                CHANGES.add("by " + what + ": " + name + ": " + was + " -> " + is);
            }
        }
        before = after;
    }

    private String query() {
        List<MediaItem> catalogue = IntStream.range(0, 5)
                .mapToObj(n -> MediaItem.builder(new MediaId("t" + n), "Storm over the Atlantic " + n)
                        .year(1990 + n)
                        .genres(List.of("Drama"))
                        .build())
                .toList();
        ViewerAgentConfig config = ViewerAgentConfig.builder(new ViewerId("q"), directory.resolve("q"))
                .build();
        try (SharedModels shared = SharedModels.in(directory.resolve("models"));
                ViewerAgent agent = LocalViewerAgent.open(config, shared)) {
            shared.useCatalogue(catalogue);
            agent.trackRating(new MediaId("t0"), 5).join();
            return agent.getRecommendations(ViewerContext.top(3).withQuery("the sea"))
                            .join()
                            .size()
                    + " titles";
        }
    }

    private String sync(String endpoint) {
        URI uri = URI.create(endpoint);
        ViewerAgentConfig config = ViewerAgentConfig.builder(
                        new ViewerId(uri.getScheme()), directory.resolve(uri.getScheme()))
                .omegaCoreEndpoint(endpoint)
                .pin(pin)
                .token(uri.getScheme())
                .consents(Consents.NONE.withPatterns(true).withSample(true))
                .syncInterval(Duration.ZERO)
                .exchangeTimeout(Duration.ofSeconds(20))
                .retry(RetryPolicy.NONE)
                .clock(() -> TestAgents.NOW)
                .build();
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"));
                ViewerAgent agent = LocalViewerAgent.open(config, shared)) {
            agent.replay(TestAgents.ratings(0, 0, 12, 5)).join();
            return agent.syncWithCore().join().transport();
        }
    }

    /** Notices a property that is changed, though it be put back at once. */
    private static final class Watched extends Properties {
        private static final long serialVersionUID = 1L;

        Watched(Properties original) {
            super.putAll(original);
        }

        @Override
        public synchronized Object setProperty(String key, String value) {
            CHANGES.add("property " + key + " set to " + value);
            return super.setProperty(key, value);
        }

        @Override
        public synchronized Object remove(Object key) {
            CHANGES.add("property " + key + " removed");
            return super.remove(key);
        }
    }

    /** Notices that it is given another context class loader, though it get its own back. */
    private static final class HostThread extends Thread {
        private final Callable<?> work;
        private volatile Exception failure;

        HostThread(Callable<?> work) {
            super("host");
            this.work = work;
        }

        @Override
        public void run() {
            try {
                work.call();
            } catch (Exception e) {
                failure = e;
            }
        }

        @Override
        public void setContextClassLoader(ClassLoader loader) {
            CHANGES.add("context class loader of the host's thread set to " + loader);
            super.setContextClassLoader(loader);
        }
    }
}
