package io.exogenesis.omega.learning.defence;

import io.exogenesis.omega.learning.LearningException;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.model.MediaId;

/**
 * The agent's own last word: what its viewer turned down twice is not shown a third time, and what the Core holds back at the
 * moment not even a second time. Nobody else can talk an agent out of it, so it bounds what any push gains from one viewer.
 */
public final class LocalVeto {
    /** A title gets two chances; a third showing of what was refused twice is noise to its viewer. */
    static final int CHANCES = 2;
    /** A title whose growth is being clamped may be a push in progress. */
    static final int CHANCES_WHILE_CLAMPED = 1;

    private LocalVeto() {}

    /**
     * Whether a title may be shown.
     *
     * @param rejections how often this viewer was shown the title and did not watch it, ≥ 0
     * @param clamped whether the model says that the Core holds the title's growth back
     */
    public static boolean allows(int rejections, boolean clamped) {
        if (rejections < 0) {
            throw new LearningException("rejections are not negative: " + rejections);
        }
        return rejections < (clamped ? CHANCES_WHILE_CLAMPED : CHANCES);
    }

    /** The same with the flag of {@code model}; a title that it does not know is not clamped. */
    public static boolean allows(ItemModel model, MediaId title, int rejections) {
        return allows(rejections, model.clamped(title));
    }
}
