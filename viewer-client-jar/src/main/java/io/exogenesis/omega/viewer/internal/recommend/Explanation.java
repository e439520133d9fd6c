package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.viewer.ScorePart;
import io.exogenesis.omega.viewer.ScorePart.Kind;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.recommend.Trials.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes a score apart into the parts it really is the sum of. */
final class Explanation {
    private final Knowledge knowledge;
    private final float[] taste;
    private final List<Part> parts;
    private final Attribution because;
    private final Reasons reasons;

    Explanation(Knowledge knowledge, float[] taste, List<Part> parts, Attribution because, Reasons reasons) {
        this.knowledge = knowledge;
        this.taste = taste;
        this.parts = parts;
        this.because = because;
        this.reasons = reasons;
    }

    /**
     * The parts of a title's score, the largest first; they sum to it.
     *
     * @param inDetail whether to look for an example in the history
     */
    List<ScorePart> of(Placed placed, boolean inDetail) {
        int j = placed.title();
        List<ScorePart> all = new ArrayList<>();
        parts.stream()
                .map(part -> part.named().apply(j))
                .filter(part -> part.kind() != Kind.TURNED_DOWN || part.share() < 0)
                // a pattern beside an item model has nothing to say of most titles
                .filter(part -> part.kind() != Kind.PATTERN || part.share() != 0)
                .forEach(all::add);
        placed.trial().ifPresent(all::add);
        Optional<Attribution.Share> cause = because.of(j, taste);
        cause.map(c -> reasons.because(c, j)).ifPresent(all::add);
        // what the others leave: rounding falls on the part that is largest anyway
        double rest =
                placed.score() - all.stream().mapToDouble(ScorePart::share).sum();
        all.add(own(j, rest, inDetail));
        all.sort(Comparator.comparingDouble(ScorePart::share).reversed());
        return all;
    }

    private ScorePart own(int j, double share, boolean inDetail) {
        if (knowledge.titles().isEmpty()) {
            return Part.part(Kind.MANY_VIEWERS, share, reasons.ofNobody(j));
        }
        String text = (inDetail ? reasons.strongest(j) : Optional.<WatchedTitle>empty())
                .map(title -> reasons.sentence(title, j))
                .orElse("Fits what you have watched");
        return Part.part(Kind.OWN_TASTE, share, text);
    }

    /** The part that raised the score most. The own history counts as one, whichever titles of it are named. */
    static ScorePart strongest(List<ScorePart> parts) {
        double history = parts.stream()
                .filter(Explanation::ofHistory)
                .mapToDouble(ScorePart::share)
                .sum();
        ScorePart other = parts.stream()
                .filter(p -> !ofHistory(p))
                .max(Comparator.comparingDouble(ScorePart::share))
                .orElse(parts.getFirst());
        boolean history1st = history >= other.share() || ofHistory(other);
        return history1st
                ? parts.stream().filter(Explanation::ofHistory).findFirst().orElse(other)
                : other;
    }

    /** One sentence; where the own history decides, it names the title if one is known. What was turned down says so. */
    static String reason(List<ScorePart> parts) {
        ScorePart strongest = strongest(parts);
        return parts.stream()
                .filter(p ->
                        p.kind() == Kind.TURNED_DOWN || ofHistory(strongest) && p.kind() == Kind.BECAUSE_YOU_WATCHED)
                .sorted(Comparator.comparing(p -> p.kind() != Kind.TURNED_DOWN))
                .findFirst()
                .orElse(strongest)
                .text();
    }

    private static boolean ofHistory(ScorePart part) {
        return part.kind() == Kind.OWN_TASTE || part.kind() == Kind.BECAUSE_YOU_WATCHED;
    }
}
