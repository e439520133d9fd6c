package io.exogenesis.omega.lab.replay;

import io.exogenesis.omega.lab.core.Timeline;
import io.exogenesis.omega.lab.data.LastSplit;
import io.exogenesis.omega.lab.data.RatingEvent;
import io.exogenesis.omega.lab.data.ViewerHistory;
import io.exogenesis.omega.lab.evaluate.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What comes next: the questions at the end of an epoch, answered by the epoch after it. */
final class Course {
    private Course() {}

    /**
     * Asks every viewer with events in the next epoch and at least {@link LastSplit#MIN_POSITIVES} liked titles up to its last liked
     * one there: that title is the target, everything before it is known.
     *
     * @param viewers of the timeline, in its order
     * @param epoch at whose end is asked; not the last one
     */
    static List<Case> after(Timeline time, List<ViewerHistory> viewers, int epoch) {
        List<Case> out = new ArrayList<>();
        for (int v = 0; v < viewers.size(); v++) {
            ask(viewers.get(v).id(), time.until(v, epoch), time.until(v, epoch + 1))
                    .ifPresent(out::add);
        }
        return out;
    }

    private static Optional<Case> ask(String viewer, List<RatingEvent> before, List<RatingEvent> after) {
        int last = after.size() - 1;
        while (last >= before.size() && !after.get(last).liked()) {
            last--;
        }
        if (last < before.size()) {
            return Optional.empty();
        }
        int target = after.get(last).item();
        List<RatingEvent> known = after.subList(0, last);
        long liked = 1 + known.stream().filter(RatingEvent::liked).count();
        boolean seen = known.stream().anyMatch(e -> e.item() == target);
        return liked < LastSplit.MIN_POSITIVES || seen
                ? Optional.empty()
                : Optional.of(new Case(viewer, before, known, List.of(target)));
    }
}
