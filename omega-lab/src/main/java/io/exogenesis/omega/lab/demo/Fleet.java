package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.SyncFailedException;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.viewer.internal.sync.SerialisedFrames;
import io.exogenesis.omega.viewer.runtime.Enrolment;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * Agents that act for the viewers of a data set: each is enrolled with a code of its own, keeps its own state directory, and
 * syncs over the network. What they share is what one process shares in any case: the embedder, the catalogue and the item
 * model.
 */
public final class Fleet implements AutoCloseable {
    /** Patterns and the sample of titles; no audit, no session counts. The demonstration says so. */
    public static final Consents CONSENTS = Consents.NONE.withPatterns(true).withSample(true);

    private final ViewerRuntime shared;
    private final List<Member> members;

    private Fleet(ViewerRuntime shared, List<Member> members) {
        this.shared = shared;
        this.members = List.copyOf(members);
    }

    /**
     * One viewer's agent.
     *
     * @param part what the agent may see of the viewer's history, and what is held out
     */
    public record Member(ViewerId id, LastSplit.Part part, ViewerAgent agent) {}

    /** How the members of a fleet are made. */
    public record Enrolling(
            Bootstrap core, AdminClient admin, Path directory, UnaryOperator<FrameTransport> transport) {}

    /** Enrols an agent for each part. */
    static Fleet enrol(Enrolling how, List<LastSplit.Part> parts, WorkerPool workers) {
        ViewerRuntime shared = ViewerRuntime.in(DemoDirectory.shared(how.directory()));
        List<String> codes = how.admin().mintCodes(parts.size());
        List<Numbered> numbered = new ArrayList<>();
        for (int n = 0; n < parts.size(); n++) {
            numbered.add(new Numbered(n, parts.get(n), codes.get(n)));
        }
        List<Opened> opened = Collections.synchronizedList(new ArrayList<>());
        // One pinned HTTPS client for all, as a host with many agents would have it.
        try (Enrolment enrolment =
                Enrolment.at(URI.create(how.core().https()), how.core().pin())) {
            workers.forEach(
                    "agents enrolled",
                    numbered,
                    one -> opened.add(new Opened(one.number, open(how, enrolment, one, shared))));
        } catch (RuntimeException e) {
            opened.forEach(o -> o.member.agent().close());
            shared.close();
            throw e;
        }
        opened.sort(Comparator.comparingInt(Opened::number));
        return new Fleet(shared, opened.stream().map(Opened::member).toList());
    }

    private record Numbered(int number, LastSplit.Part part, String code) {}

    private record Opened(int number, Member member) {}

    private static Member open(Enrolling how, Enrolment enrolment, Numbered one, ViewerRuntime shared) {
        Registration registration = enrolment.enrol(one.code, "viewer " + one.part.viewer(), CONSENTS);
        ViewerAgentConfig config = ViewerAgentConfig.builder(
                        registration.viewerId(), DemoDirectory.agent(how.directory(), one.number + 1))
                .registration(registration)
                .omegaCoreEndpoints(quicOnly(registration))
                .consents(CONSENTS)
                .syncInterval(Duration.ZERO)
                .transportHook(SerialisedFrames.hook(how.transport()))
                .seed(one.number)
                .build();
        return new Member(registration.viewerId(), one.part, shared.open(config));
    }

    /** Without the HTTPS that an agent falls back to where UDP is blocked: here every sync is to be what the report says. */
    private static List<URI> quicOnly(Registration registration) {
        return registration.endpoints().stream()
                .filter(e -> "quic".equals(e.getScheme()))
                .toList();
    }

    public List<Member> members() {
        return members;
    }

    /** Lets each agent fetch the catalogue, live through its part of the history, and learn from it. */
    void replay(Dataset data, WorkerPool workers) {
        workers.forEach("histories replayed", members, member -> {
            member.agent().initialize().join();
            member.agent().firstPull().join();
            List<ViewerEvent> events =
                    member.part().train().stream().map(e -> rating(data, e)).toList();
            member.agent().replay(events).join();
            // the patterns that pass the gate leave with the next sync
            member.agent().learnFromSession().join();
        });
    }

    private static ViewerEvent rating(Dataset data, RatingEvent event) {
        return new ViewerEvent.Rating(
                data.items().get(event.item()).id(), event.rating(), Instant.ofEpochSecond(event.epochSecond()));
    }

    /**
     * Lets each agent live on.
     *
     * @param parts longer ones of the same viewers, in the order of the members
     */
    Fleet living(Dataset data, List<LastSplit.Part> parts, WorkerPool workers) {
        List<Member> longer = new ArrayList<>();
        for (int n = 0; n < members.size(); n++) {
            longer.add(
                    new Member(members.get(n).id(), parts.get(n), members.get(n).agent()));
        }
        Map<Member, Integer> known = new HashMap<>();
        for (int n = 0; n < members.size(); n++) {
            known.put(longer.get(n), members.get(n).part().train().size());
        }
        workers.forEach("histories go on", longer, member -> {
            List<RatingEvent> train = member.part().train();
            List<ViewerEvent> events = train.subList(known.getOrDefault(member, train.size()), train.size()).stream()
                    .map(e -> rating(data, e))
                    .toList();
            member.agent().replay(events).join();
            member.agent().learnFromSession().join();
        });
        return new Fleet(shared, longer);
    }

    /** One sync of every agent. One that is given up is counted; the agent goes on with what it has. */
    void sync(String label, SyncTally tally, WorkerPool workers) {
        workers.forEach(label, members, member -> {
            try {
                tally.succeeded(member.agent().syncWithCore().join());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof SyncFailedException given)) {
                    throw e;
                }
                tally.failed(given.attempts(), String.valueOf(given.getMessage()));
            }
        });
    }

    @Override
    public void close() {
        members.forEach(m -> m.agent().close());
        shared.close();
    }
}
