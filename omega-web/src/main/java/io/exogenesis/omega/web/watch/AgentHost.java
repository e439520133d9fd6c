package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.catalogue.EmbedderRoom;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.registry.Enrolment;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens agents in the Core's process as any host of the viewer's library does: they share one runtime, the Core's embedder and
 * its catalogue. Each joins over the Core's HTTPS address on loopback, with a code of its own.
 */
@Singleton
class AgentHost implements Membership {
    private static final System.Logger LOG = System.getLogger(AgentHost.class.getName());
    /** Ids of viewers of {@code /watch} begin so: an operator sees what they are, and a start finds those of a former process. */
    static final String MARK = "watch-";

    private static final String NAME = "evening at /watch";
    private static final String MODELS = "models";
    /** An evening's own patterns and what it needs of the bank: 200 agents with ten thousand each would hold 2 GB. */
    private static final int MAX_PATTERNS = 1_000;
    /** Calls of one evening that wait; a page has a handful. */
    private static final int QUEUE = 64;

    private static final Duration SYNC_INTERVAL = Duration.ofMinutes(1);

    private final CoreSettings settings;
    private final Catalogue catalogue;
    private final EmbedderRoom embedders;
    private final GlobalBank bank;
    private final EnrolmentCodes codes;
    private final Enrolment enrolment;
    private final ViewerRegistry registry;
    private final InstantSource clock;
    private final Path homes;
    private @Nullable ViewerRuntime runtime;
    private volatile @Nullable Titles titles;
    /** Completes when the newest titles are the agents', too; never with an error. */
    private volatile CompletableFuture<?> handed = CompletableFuture.completedFuture("none yet");

    @Inject
    AgentHost(
            CoreSettings settings,
            Catalogue catalogue,
            EmbedderRoom embedders,
            GlobalBank bank,
            EnrolmentCodes codes,
            Enrolment enrolment,
            ViewerRegistry registry,
            InstantSource clock) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.embedders = embedders;
        this.bank = bank;
        this.codes = codes;
        this.enrolment = enrolment;
        this.registry = registry;
        this.clock = clock;
        this.homes = settings.server().data().resolve("watch");
    }

    /** Removes what a former process left: homes, and viewers that its evenings were at the Core. */
    void clean() {
        if (!Files.isDirectory(homes)) {
            return;
        }
        try (Stream<Path> left = Files.list(homes)) {
            left.map(p -> p.getFileName().toString())
                    .filter(name -> name.startsWith(MARK))
                    .forEach(name -> leave(new ViewerId(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Evening.delete(homes);
    }

    /** A new evening, offline. */
    Evening open() {
        titles();
        handed.join(); // an agent without titles could offer nothing to pick from
        ViewerId viewer = new ViewerId(MARK + UUID.randomUUID());
        Path home = homes.resolve(viewer.value());
        return new Evening(viewer, home, as -> shared().open(config(viewer, home, as)), this, clock);
    }

    private ViewerAgentConfig config(ViewerId viewer, Path home, Optional<Registration> as) {
        ViewerAgentConfig.Builder config = ViewerAgentConfig.builder(viewer, home)
                .clock(clock)
                .queueLimit(QUEUE)
                .maxLocalPatterns(MAX_PATTERNS)
                .syncInterval(as.isPresent() ? SYNC_INTERVAL : Duration.ZERO);
        as.ifPresent(config::registration);
        return config.build();
    }

    private synchronized ViewerRuntime shared() {
        ViewerRuntime open = runtime;
        if (open == null) {
            open = ViewerRuntime.builder(homes.resolve(MODELS))
                    .embedder(() -> embedders.get().lent()) // the Core closes it
                    .build();
            runtime = open;
        }
        return open;
    }

    /**
     * The titles of the published catalogue; all agents recommend from them.
     *
     * @throws RefusedException {@code UNAVAILABLE} while no catalogue is published
     */
    Titles titles() {
        PublishedCatalogue now = catalogue.published().orElseThrow(this::notYet);
        Titles known = titles;
        return known != null && known.isOf(now) ? known : prepared(now);
    }

    private RefusedException notYet() {
        CatalogueStatus status = catalogue.status();
        return new RefusedException(
                Refusal.Code.UNAVAILABLE,
                "the titles are being prepared, " + status.embedded() + " of " + status.items()
                        + " so far: try again in a moment",
                Duration.ofSeconds(3));
    }

    private synchronized Titles prepared(PublishedCatalogue now) {
        Titles known = titles;
        if (known != null && known.isOf(now)) {
            return known;
        }
        Titles made = Titles.of(now, embedders::get);
        handed = handed.thenRunAsync(
                () -> handOver(now),
                work -> Thread.ofPlatform().daemon().name("omega-watch-titles").start(work));
        titles = made;
        return made;
    }

    /** Makes it what all agents recommend from. Of 100,000 titles that takes seconds, in which search and browse go on. */
    private void handOver(PublishedCatalogue now) {
        try {
            shared().useCatalogueOf(bank.contents().version().bankId(), now.version(), now.model(), now.entries());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "agents at /watch stay with the titles that they have", e);
        }
    }

    @Override
    public Registration join(ViewerId viewer, Consents consents) {
        String code = codes.mint(1).getFirst();
        var made = enrolment.register(code, viewer, Optional.of(NAME), consents);
        URI here = URI.create("https://127.0.0.1:" + settings.server().httpsPort());
        return new Registration(made.viewerId(), made.token(), List.of(here), made.pin(), made.pins());
    }

    @Override
    public void withdraw(ViewerId viewer, Consents now) {
        registry.changeConsents(viewer, now);
    }

    @Override
    public void leave(ViewerId viewer) {
        try {
            registry.revoke(viewer);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "viewer {0} could not be removed: {1}", viewer, e.getMessage());
        }
    }

    /** After the evenings have ended. */
    synchronized void close() {
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
    }
}
