package io.exogenesis.omega.viewer;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part of a recommendation's score. The shares of a recommendation's parts sum to its score; a negative one speaks
 * against the title.
 */
public final class ScorePart {
    private final Kind kind;
    private final double share;
    private final Optional<PatternId> pattern;
    private final int supporters;
    private final List<MediaId> because;
    private final String text;

    private ScorePart(
            Kind kind, double share, Optional<PatternId> pattern, int supporters, List<MediaId> because, String text) {
        because = List.copyOf(because);
        this.kind = kind;
        this.share = share;
        this.pattern = pattern;
        this.supporters = supporters;
        this.because = because;
        this.text = text;
    }

    /** A part that stems from neither a pattern nor named titles. */
    public static ScorePart of(Kind kind, double share, String text) {
        return new ScorePart(kind, share, Optional.empty(), 0, List.of(), text);
    }

    /**
     * The same with the pattern of the bank that it stems from.
     *
     * @param viewers distinct viewers behind it
     */
    public ScorePart withPattern(PatternId id, int viewers) {
        return new ScorePart(kind, share, Optional.of(id), viewers, because, text);
    }

    /** The same with another share. */
    public ScorePart withShare(double other) {
        return new ScorePart(kind, other, pattern, supporters, because, text);
    }

    /** The same with the titles of the history that it stems from. */
    public ScorePart withBecause(List<MediaId> titles) {
        return new ScorePart(kind, share, pattern, supporters, titles, text);
    }

    public Kind kind() {
        return kind;
    }

    /** What it adds to the score. */
    public double share() {
        return share;
    }

    /** The pattern of the bank that it stems from, if it does. */
    public Optional<PatternId> pattern() {
        return pattern;
    }

    /** Distinct viewers behind that pattern, 0 without one. */
    public int supporters() {
        return supporters;
    }

    /** Titles of the history that it stems from, if it names any. */
    public List<MediaId> because() {
        return because;
    }

    /** One sentence that says so. */
    public String text() {
        return text;
    }

    /** Where a part comes from. */
    public enum Kind {
        /** The own history as a whole, read with what the Core sent, if anything. */
        OWN_TASTE,
        /** One title of the history: without it the score would be lower by this share. */
        BECAUSE_YOU_WATCHED,
        /** Nothing is known of this viewer's taste: what many watched, or a mix of genres and decades. */
        MANY_VIEWERS,
        /** A taste that many viewers share and a jury confirmed. */
        PATTERN,
        /** What was asked for in words or as a mood. */
        ASKED_FOR,
        /** Tastes learned at this time of day or in this mood. */
        MOMENT,
        /** A pattern on probation put it into this place: some see it so that all can rely on it later. */
        ON_PROBATION,
        /** The viewer turned it down or passed it over of late: it stands behind all that it did not. */
        TURNED_DOWN,
        /** Put into this place to learn about what is little known of the viewer's taste. */
        EXPLORATION
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScorePart o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "ScorePart" + parts();
    }

    private List<Object> parts() {
        return List.of(kind, share, pattern, supporters, because, text);
    }
}
