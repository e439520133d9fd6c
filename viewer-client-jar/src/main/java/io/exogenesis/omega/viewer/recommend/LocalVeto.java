package io.exogenesis.omega.viewer.recommend;

import io.exogenesis.omega.model.MediaId;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What this viewer has turned down is not shown for ever, whoever pushes it: no third showing after two rejections, no second
 * for a title that the Core's model marks as growing suspiciously fast (clamped).
 *
 * @param rejections so far, by title; absent: none
 * @param clamped whether the model marks a title
 */
public record LocalVeto(Map<MediaId, Integer> rejections, Predicate<MediaId> clamped) {
    /** Rejections after which a title is not shown again. */
    static final int ENOUGH = 2;

    static final int ENOUGH_IF_CLAMPED = 1;

    public LocalVeto {
        rejections = Map.copyOf(rejections);
    }

    /** The veto while no model marks titles. */
    public static LocalVeto of(Map<MediaId, Integer> rejections) {
        return new LocalVeto(rejections, id -> false);
    }

    boolean forbids(MediaId title) {
        int so = rejections.getOrDefault(title, 0);
        return so >= ENOUGH || so >= ENOUGH_IF_CLAMPED && clamped.test(title);
    }
}
