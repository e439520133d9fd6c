package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.internal.sync.MisbehavingCore;
import io.exogenesis.omega.viewer.internal.sync.MisbehavingCore.Manner;
import io.exogenesis.omega.viewer.internal.sync.TestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Any order of calls, cancellations, misbehaviour of the Core, closes and restarts, against a model: the events that were
 * confirmed and whether the agent is open.
 */
class LifePropertyTest {
    private static final int LIMIT = 5;
    private static final Duration EXCHANGE = Duration.ofMillis(100);
    /** The grace for exchanges is {@link #EXCHANGE} here, reactions get a second; the rest is for the disk and a busy machine. */
    private static final Duration CLOSED = ViewerAgent.CLOSE_TIMEOUT;

    private static @Nullable TestKey key;
    private static @Nullable Path keys;

    @BeforeContainer
    static void makeKey() throws Exception {
        Path made = Files.createTempDirectory("life-keys");
        keys = made;
        key = TestKey.create(made, "core");
    }

    @AfterContainer
    static void removeKey() {
        remove(Objects.requireNonNull(keys));
    }

    private static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agent, its Core, and what must hold. */
    private static final class World implements AutoCloseable {
        private final Path home;
        private final MisbehavingCore core;
        private SharedModels shared;
        private @Nullable ViewerAgent agent;
        /** How many events were confirmed. */
        private long confirmed;
        /** Events whose future the caller gave up: there or not. */
        private long unsure;

        private final List<CompletableFuture<?>> pending = new ArrayList<>();

        World() {
            try {
                home = Files.createTempDirectory("life");
                core = new MisbehavingCore(new FakeCore(5), Objects.requireNonNull(key));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            shared = TestAgents.shared(home.resolve("shared"));
            open();
        }

        ViewerAgent agent() {
            return Objects.requireNonNull(agent);
        }

        boolean isOpen() {
            return agent != null;
        }

        void open() {
            ViewerAgentConfig config = ViewerAgentConfig.builder(new ViewerId("v"), home.resolve("v"))
                    .omegaCoreEndpoints(List.of(URI.create(core.endpoint())))
                    .pin(Objects.requireNonNull(key).pin().sha256Base64())
                    .token("v")
                    .syncInterval(Duration.ofMillis(50))
                    .retry(new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(5)))
                    .exchangeTimeout(EXCHANGE)
                    .queueLimit(LIMIT)
                    .build();
            agent = LocalViewerAgent.open(config, shared);
            assertThat(agent().stats().memory().events())
                    .as("what was confirmed is there")
                    .isBetween(confirmed, confirmed + unsure);
            confirmed = agent().stats().memory().events();
            unsure = 0;
        }

        void allPlacesFree() {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> {
                        CompletableFuture.allOf(IntStream.range(0, LIMIT)
                                        .mapToObj(n -> agent().learnFromSession())
                                        .toArray(CompletableFuture[]::new))
                                .join();
                        return true;
                    });
        }

        void closed(Runnable how) {
            long began = System.nanoTime();
            ViewerAgent closing = agent();
            how.run();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(CLOSED);
            agent = null;
            assertThat(closing.trackShare(new MediaId("late"))
                            .handle((v, e) -> e)
                            .join())
                    .isInstanceOf(AgentClosedException.class);
            assertThat(pending).allMatch(CompletableFuture::isDone);
            pending.clear();
        }

        @Override
        public void close() {
            try (core) {
                if (isOpen()) {
                    allPlacesFree();
                    closed(agent()::close);
                }
                open();
                closed(agent()::close);
                shared.close();
                assertNoThreadStays();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                remove(home);
            }
        }

        /** Virtual threads cannot be listed; each that an agent starts either holds a place or is waited for by the close. */
        private static void assertNoThreadStays() {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(t -> t.getName().startsWith("omega-viewer")));
        }
    }

    private interface Step {
        void on(World world);
    }

    private static Action.Independent<World> whenOpen(String name, Step step) {
        return action(name, World::isOpen, step);
    }

    private static Action.Independent<World> action(
            String name, java.util.function.Predicate<World> possible, Step step) {
        return new Action.Independent<>() {
            @Override
            public boolean precondition(World world) {
                return possible.test(world);
            }

            @Override
            public Arbitrary<Transformer<World>> transformer() {
                return Arbitraries.just(Transformer.mutate(name, step::on));
            }
        };
    }

    private static final Action.Independent<World> TRACK = whenOpen("track", world -> {
        boolean taken = world.agent()
                .trackShare(new MediaId("m" + world.confirmed))
                .handle((value, error) -> error == null)
                .join();
        world.confirmed += taken ? 1 : 0;
    });

    private static final Action.Independent<World> TRACK_AND_CANCEL = whenOpen("track and cancel", world -> {
        world.agent().trackShare(new MediaId("c")).cancel(true);
        world.unsure++;
    });

    private static final Action.Independent<World> RECOMMEND_AND_CANCEL = whenOpen("recommend and cancel", world -> {
        for (int n = 0; n <= LIMIT; n++) {
            world.agent().getRecommendations(ViewerContext.top(3)).cancel(true);
        }
    });

    private static final Action.Independent<World> LEARN_AND_TIME_OUT = whenOpen(
            "learn and time out",
            world -> world.pending.add(world.agent().learnFromSession().orTimeout(1, TimeUnit.MICROSECONDS)));

    private static final Action.Independent<World> SYNC =
            whenOpen("sync", world -> world.pending.add(world.agent().syncWithCore()));

    private static final Action.Independent<World> SYNC_AND_CANCEL =
            whenOpen("sync and cancel", world -> world.agent().syncWithCore().cancel(true));

    private static final Action.Independent<World> SYNC_TO_ITS_END = whenOpen(
            "sync to its end",
            world -> world.agent()
                    .syncWithCore()
                    .handle((report, error) -> report)
                    .join());

    private static final Action.Independent<World> CHECK =
            whenOpen("check the Core", world -> world.pending.add(world.agent().checkCore()));

    private static final Action.Independent<World> INITIALIZE = whenOpen(
            "initialize",
            world -> world.agent().initialize().exceptionally(e -> null).join());

    private static final Action.Independent<World> USE_ALL = whenOpen("use all places", World::allPlacesFree);

    private static final Action.Independent<World> CLOSE =
            whenOpen("close", world -> world.closed(world.agent()::close));

    private static final Action.Independent<World> CLOSE_TWICE = whenOpen("close twice at once", world -> {
        ViewerAgent agent = world.agent();
        world.closed(() -> {
            CompletableFuture<Void> first = agent.shutdown();
            agent.close();
            first.join();
        });
    });

    private static final Action.Independent<World> CLOSE_FROM_A_REACTION = whenOpen("close from a reaction", world -> {
        ViewerAgent agent = world.agent();
        world.closed(() -> agent.learnFromSession()
                .whenComplete((found, error) -> agent.close())
                .handle((found, error) -> found)
                .join());
    });

    private static final Action.Independent<World> REOPEN = action("reopen", w -> !w.isOpen(), World::open);

    private static final Action.Independent<World> REOPEN_AFTER_RUNTIME =
            action("close the runtime and reopen", w -> true, world -> {
                if (world.isOpen()) {
                    world.closed(world.shared::close);
                } else {
                    world.shared.close();
                }
                world.shared = TestAgents.shared(world.home.resolve("shared"));
                world.open();
            });

    private static Action.Independent<World> behave(Manner manner) {
        return action("core is " + manner, w -> true, world -> world.core.behave(manner));
    }

    @Provide
    Arbitrary<ActionChain<World>> lives() {
        var chain = ActionChain.startWith(World::new)
                .withAction(3, TRACK)
                .withAction(2, TRACK_AND_CANCEL)
                .withAction(2, RECOMMEND_AND_CANCEL)
                .withAction(1, LEARN_AND_TIME_OUT)
                .withAction(3, SYNC)
                .withAction(1, SYNC_AND_CANCEL)
                .withAction(1, SYNC_TO_ITS_END)
                .withAction(1, CHECK)
                .withAction(2, INITIALIZE)
                .withAction(1, USE_ALL)
                .withAction(1, CLOSE)
                .withAction(1, CLOSE_TWICE)
                .withAction(1, CLOSE_FROM_A_REACTION)
                .withAction(3, REOPEN)
                .withAction(1, REOPEN_AFTER_RUNTIME);
        for (Manner manner : Manner.values()) {
            chain = chain.withAction(1, behave(manner));
        }
        return chain.withMaxTransformations(25);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void life_anyOrder_losesNothingLeaksNothingAndEnds(@ForAll("lives") ActionChain<World> life) {
        try (World _ = life.run()) {
            // the end checks once more: places, bound, events, threads
        }
    }
}
