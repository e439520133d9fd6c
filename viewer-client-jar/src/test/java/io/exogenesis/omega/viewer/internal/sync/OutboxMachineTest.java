package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
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

/**
 * The outbox and its acknowledgements against a model, over any order of what the owner does, what gets lost, and who dies: numbers
 * have no gaps and stand for one thing each, what is acknowledged is not sent again, what is not is kept, and what waits is bounded.
 * Reports of outcomes, which may say the same twice, are {@link ExactlyOncePropertyTest}'s.
 */
class OutboxMachineTest {
    // hundreds of torn tails, each worth a line in real life
    private static final Logger JOURNAL = Logger.getLogger("io.exogenesis.omega.journal.Journal");

    private static Path models = Path.of("");
    private static Level before = Level.INFO;

    @BeforeContainer
    static void prepare() throws IOException {
        models = Files.createTempDirectory("outbox-models");
        before = JOURNAL.getLevel();
        JOURNAL.setLevel(Level.OFF);
    }

    @AfterContainer
    static void cleanUp() {
        JOURNAL.setLevel(before);
        try (var all = Files.walk(models)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> Action.Independent<OutboxWorld> action(
            String name, Arbitrary<T> of, BiConsumer<OutboxWorld, T> step) {
        return new Action.Independent<>() {
            @Override
            public Arbitrary<Transformer<OutboxWorld>> transformer() {
                return of.map(value -> Transformer.mutate(name + " " + value, world -> {
                    step.accept(world, value);
                    world.check();
                }));
            }
        };
    }

    private static Action.Independent<OutboxWorld> action(String name, Consumer<OutboxWorld> step) {
        return action(name, Arbitraries.just(""), (world, nothing) -> step.accept(world));
    }

    private static Arbitrary<Consents> consents() {
        return Arbitraries.integers()
                .between(0, 15)
                .map(bits -> Consents.NONE
                        .withPatterns((bits & 1) != 0)
                        .withSample((bits & 2) != 0)
                        .withAudit((bits & 4) != 0)
                        .withMetrics((bits & 8) != 0));
    }

    private static Arbitrary<Refusal.Code> refusals() {
        return Arbitraries.of(Arrays.stream(Refusal.Code.values())
                .filter(code -> code != Refusal.Code.UNRECOGNIZED)
                .toList());
    }

    private static void diesInTheSync(OutboxWorld world, long seed) {
        Random random = new Random(seed);
        world.disk.crashAfter(1 + random.nextInt(12));
        world.syncWith(random.nextBoolean() ? List.of() : List.of(OutboxWire.Fate.ANSWER_LOST));
        world.losePower(random);
    }

    @Provide
    Arbitrary<ActionChain<OutboxWorld>> lives() {
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 8);
        Arbitrary<Long> seeds = Arbitraries.longs();
        return ActionChain.startWith(() -> new OutboxWorld(models))
                .withAction(6, action("learn", few, OutboxWorld::learn))
                .withAction(3, action("track", few, OutboxWorld::track))
                .withAction(3, action("session ends", OutboxWorld::sessionEnds))
                .withAction(
                        8,
                        action(
                                "sync",
                                Arbitraries.of(OutboxWire.Fate.class).list().ofMaxSize(4),
                                OutboxWorld::syncWith))
                .withAction(2, action("sync refused", refusals(), (world, code) -> {
                    world.core.refusePushOnce(code, code == Refusal.Code.QUOTA ? 3_600_000 : 0);
                    world.syncWith(List.of());
                }))
                .withAction(1, action("sync with an expired token", OutboxWorld::syncWithExpiredToken))
                .withAction(2, action("late ones arrive", world -> world.wire.lateOnesArrive()))
                .withAction(3, action("power lost in a sync", seeds, OutboxMachineTest::diesInTheSync))
                .withAction(1, action("power lost", seeds, (world, seed) -> world.losePower(new Random(seed))))
                .withAction(1, action("killed", OutboxWorld::kill))
                .withAction(1, action("compacted and killed", OutboxWorld::compact))
                .withAction(2, action("consents", consents(), OutboxWorld::consent))
                .withAction(2, action("all consents", world -> world.consent(OutboxWorld.ALL)))
                .withAction(1, action("everything forgotten", OutboxWorld::forgetEverything))
                .withAction(2, action("device lost", OutboxWorld::loseDevice))
                .withAction(1, action("Core replaced", OutboxWorld::coreIsReplaced))
                .withAction(1, action("Core restored", seeds, (world, seed) -> world.coreIsOlder(new Random(seed))))
                .withAction(1, action("Core forgets consents", OutboxWorld::coreForgetsConsents))
                .withAction(1, action("weeks offline", OutboxWorld::weeksOffline))
                .withMaxTransformations(30);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void life_anyOrder_contributionsLeaveOnceUnderOneNumberAndNoneIsLost(
            @ForAll("lives") ActionChain<OutboxWorld> life) {
        life.run().end();
    }
}
