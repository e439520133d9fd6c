package io.exogenesis.omega.viewer.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many agents in one process. {@code -Domega.fleet=610 -Domega.titles=9741 -Domega.events=165} is the size of the
 * demonstration; it prints what each stage took.
 */
class FleetTest {
    private static final int AGENTS = Integer.getInteger("omega.fleet", 40);
    private static final int TITLES = Integer.getInteger("omega.titles", 300);
    private static final int EVENTS = Integer.getInteger("omega.events", 60);

    @TempDir
    Path directory;

    private long last = System.nanoTime();

    @Test
    void manyAgents_oneProcess_shareModelsAndAccountForEverything() {
        FakeCore core = new FakeCore(TITLES / 3);
        FaultyTransport transport = new FaultyTransport(core);
        List<ViewerAgent> agents = new ArrayList<>();
        try (SharedModels shared = TestAgents.shared(directory.resolve("shared"))) {
            for (int v = 0; v < AGENTS; v++) {
                agents.add(LocalViewerAgent.open(
                        TestAgents.config("v" + v, directory.resolve("v" + v), transport)
                                .seed(v)
                                .build(),
                        shared));
            }
            stage("open");
            all(agents, ViewerAgent::initialize);
            stage("initialize");
            all(agents, agent -> agent.replay(history(agents.indexOf(agent))));
            stage("replay");
            all(agents, ViewerAgent::learnFromSession);
            stage("learn");
            all(agents, ViewerAgent::syncWithCore);
            stage("sync");
            core.round();
            stage("round");
            all(agents, ViewerAgent::syncWithCore);
            stage("sync");
            for (ViewerAgent agent : agents) {
                List<MediaId> ranking = agent.rank(RankMode.FEDERATED);
                assertThat(ranking)
                        .hasSize(TITLES / 3 * 3 - agent.stats().memory().titles());
            }
            stage("rank");
            long acknowledged =
                    agents.stream().mapToLong(a -> a.ledger().acknowledged()).sum();
            long received = 0;
            for (int v = 0; v < AGENTS; v++) {
                received += core.received("v" + v).size();
            }
            assertThat(acknowledged).isEqualTo(received).isPositive();
            assertThat(agents).allMatch(a -> a.stats().models().itemModelVersion() == 1);
            assertThat(core.itemModelRequests())
                    .as("fetched by one of all agents")
                    .isLessThan(AGENTS * 5);
            assertThat(core.catalogueRequests()).isEqualTo((TITLES / 3 * 3 + 49) / 50);
            System.gc();
            Runtime vm = Runtime.getRuntime();
            System.out.printf("heap %d MiB%n", (vm.totalMemory() - vm.freeMemory()) >> 20);
            all(agents, ViewerAgent::shutdown);
            stage("close");
        }
    }

    private interface Call {
        CompletableFuture<?> on(ViewerAgent agent);
    }

    private static void all(List<ViewerAgent> agents, Call call) {
        CompletableFuture.allOf(agents.stream().map(call::on).toArray(CompletableFuture[]::new))
                .orTimeout(10, java.util.concurrent.TimeUnit.MINUTES)
                .join();
    }

    private static List<ViewerEvent> history(int agent) {
        Random random = new Random(agent);
        List<ViewerEvent> events = new ArrayList<>();
        for (int n = 0; n < EVENTS; n++) {
            int genre = random.nextInt(10) < 7 ? agent % 3 : random.nextInt(3);
            MediaId media = TestCatalogue.id(genre, (int) (TITLES / 3 * Math.pow(random.nextDouble(), 2)));
            events.add(new ViewerEvent.Rating(
                    media, genre == agent % 3 ? 4.5 : 2, TestAgents.NOW.minus(Duration.ofMinutes(10_000L - n))));
        }
        return events;
    }

    private void stage(String name) {
        long now = System.nanoTime();
        System.out.printf("%s %d ms%n", name, (now - last) / 1_000_000);
        last = now;
    }
}
