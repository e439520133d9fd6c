package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.port.DefenceRecord;
import io.exogenesis.omega.core.port.TitleAnchor;
import io.exogenesis.omega.learning.defence.Moderation;
import io.exogenesis.omega.learning.defence.TitleStanding;
import io.exogenesis.omega.model.MediaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the operator said and what the defence said last, at one moment. Immutable; a change is a new one.
 *
 * @param anchors by title
 * @param clearances by title, the place of the action in the log
 * @param newest report of the defence
 * @param standings of that report, by title
 */
record Steering(
        TreeMap<MediaId, TitleAnchor> anchors,
        TreeMap<MediaId, Long> clearances,
        Optional<DefenceRecord> newest,
        TreeMap<MediaId, TitleStanding> standings) {

    static Steering of(List<TitleAnchor> anchors, Map<MediaId, Long> clearances, Optional<DefenceRecord> newest) {
        TreeMap<MediaId, TitleAnchor> byTitle = new TreeMap<>();
        anchors.forEach(a -> byTitle.put(a.title(), a));
        return new Steering(byTitle, new TreeMap<>(clearances), newest, byTitle(newest));
    }

    private static TreeMap<MediaId, TitleStanding> byTitle(Optional<DefenceRecord> report) {
        TreeMap<MediaId, TitleStanding> out = new TreeMap<>();
        report.ifPresent(r -> r.standings().titles().forEach(s -> out.put(s.title(), s)));
        return out;
    }

    Moderation moderation() {
        return new Moderation(anchors.keySet(), clearances);
    }

    ModeratedTitle title(MediaId id, String name) {
        TitleStanding standing = standings.get(id);
        return new ModeratedTitle(
                name,
                standing == null ? TitleStanding.free(id) : standing,
                Optional.ofNullable(anchors.get(id)),
                clearances.containsKey(id));
    }

    boolean knows(MediaId id) {
        return standings.containsKey(id) || anchors.containsKey(id);
    }

    boolean hasClearancesThrough(long taken) {
        return clearances.values().stream().anyMatch(a -> a <= taken);
    }

    Steering withoutClearancesThrough(long taken) {
        TreeMap<MediaId, Long> left = new TreeMap<>(clearances);
        left.values().removeIf(a -> a <= taken);
        return new Steering(anchors, left, newest, standings);
    }

    Steering withClearance(MediaId id, long action) {
        TreeMap<MediaId, Long> more = new TreeMap<>(clearances);
        more.put(id, action);
        return new Steering(anchors, more, newest, standings);
    }

    Steering with(DefenceRecord report) {
        Optional<DefenceRecord> said = Optional.of(report);
        return new Steering(anchors, clearances, said, byTitle(said));
    }

    Steering with(TitleAnchor anchor) {
        TreeMap<MediaId, TitleAnchor> more = new TreeMap<>(anchors);
        more.put(anchor.title(), anchor);
        return new Steering(more, clearances, newest, standings);
    }

    Steering withoutAnchor(MediaId id) {
        TreeMap<MediaId, TitleAnchor> left = new TreeMap<>(anchors);
        left.remove(id);
        return new Steering(left, clearances, newest, standings);
    }
}
