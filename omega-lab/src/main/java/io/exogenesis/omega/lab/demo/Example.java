package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.viewer.RankMode;
import io.exogenesis.omega.viewer.RecommendationList;
import io.exogenesis.omega.viewer.ViewerContext;
import java.util.List;
import java.util.stream.Collectors;

/** One viewer, so that the table has a face. It is the first with something held out, not the one that looks best. */
final class Example {
    private static final int LIKED = 3;
    private static final int RECOMMENDED = 3;

    private Example() {}

    static void show(List<Fleet.Member> members, Dataset data, Terminal terminal) {
        members.stream().filter(m -> m.part().target().isPresent()).findFirst().ifPresent(m -> show(m, data, terminal));
    }

    private static void show(Fleet.Member member, Dataset data, Terminal terminal) {
        List<RatingEvent> liked =
                member.part().train().stream().filter(RatingEvent::liked).toList();
        String last = liked.subList(Math.max(0, liked.size() - LIKED), liked.size()).stream()
                .map(e -> named(data.items().get(e.item())))
                .collect(Collectors.joining(", "));
        terminal.line("  Viewer " + member.part().viewer() + " liked last: " + last + ". The agent recommends:");
        RecommendationList best = member.agent()
                .getRecommendations(ViewerContext.top(RECOMMENDED))
                .join();
        best.forEach(r -> terminal.line("    " + r.title() + ": " + r.reason()));
        member.agent().shown(best).join();
        MediaItem next = data.items().get(member.part().target().orElseThrow());
        terminal.line("  Held out: " + named(next) + ", at place "
                + place(member.agent().rank(RankMode.FEDERATED), next.id()) + " now, at place "
                + place(member.agent().rank(RankMode.ALONE), next.id()) + " for the agent alone.");
    }

    private static int place(List<MediaId> ranking, MediaId id) {
        return ranking.indexOf(id) + 1;
    }

    private static String named(MediaItem item) {
        return item.title() + (item.year().isPresent() ? " (" + item.year().getAsInt() + ")" : "");
    }
}
