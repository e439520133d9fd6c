package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.MediaId;

/**
 * The agent's own last word: what its viewer turned down twice of late is not shown a third time, and what the Core holds back at
 * the moment not even a second time. Nobody else can talk an agent out of it, so it bounds what any push gains from one viewer.
 *
 * <p>It expires, since {@link Rejections} do, and it bounds what is pushed, not what is there: a list that has nothing else left
 * ends with vetoed titles, the least rejected first.
 */
public final class LocalVeto {
    /** One rejection leaves a second chance. Between one and two, so that two count as two for a half-life and not an instant. */
    static final double ENOUGH = 1.5;
    /** A title whose growth is being clamped may be a push in progress: one rejection is enough, for a half-life. */
    static final double ENOUGH_WHILE_CLAMPED = .5;

    private LocalVeto() {}

    /**
     * Whether a title may be shown.
     *
     * @param rejections mass of this viewer's rejections now, ≥ 0
     * @param clamped whether the model says that the Core holds the title's growth back
     */
    public static boolean allows(double rejections, boolean clamped) {
        return rejections < (clamped ? ENOUGH_WHILE_CLAMPED : ENOUGH);
    }

    /** The same with the flag of {@code model}; a title that it does not know is not clamped. */
    public static boolean allows(ItemModel model, MediaId title, double rejections) {
        return allows(rejections, model.clamped(title));
    }
}
