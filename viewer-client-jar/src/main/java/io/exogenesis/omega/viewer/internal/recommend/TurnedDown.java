package io.exogenesis.omega.viewer.internal.recommend;

import io.exogenesis.omega.learning.defence.LocalVeto;
import io.exogenesis.omega.viewer.ScorePart.Kind;
import io.exogenesis.omega.viewer.internal.models.Catalogue;
import java.util.BitSet;

/**
 * What the {@link LocalVeto} forbids stands behind everything else, the least rejected first. So a list is never empty while the
 * viewer has not seen all, and no longer than it must be of what it does not want.
 */
final class TurnedDown {
    private static final String TEXT = "You turned it down or passed it over of late; nothing else is left";

    private TurnedDown() {}

    /** Titles that take part and are forbidden now. */
    static BitSet vetoed(Knowledge knowledge, RequestContext moment, float[] takesPart) {
        BitSet out = new BitSet();
        moment.rejections().forEach((media, mass) -> {
            int j = knowledge.catalogue().content().indexOf(media);
            boolean clamped =
                    knowledge.itemModel().filter(m -> m.clamped(media)).isPresent();
            if (j >= 0 && takesPart[j] > Float.NEGATIVE_INFINITY && !LocalVeto.allows(mass, clamped)) {
                out.set(j);
            }
        });
        return out;
    }

    /** What puts the vetoed titles behind the others: below the lowest score by one and by the mass of their rejections. */
    static Part part(Catalogue catalogue, RequestContext moment, float[] scores, BitSet vetoed) {
        float lowest = Float.POSITIVE_INFINITY;
        for (int j = 0; j < scores.length; j++) {
            if (scores[j] > Float.NEGATIVE_INFINITY) {
                lowest = Math.min(lowest, scores[j]);
            }
        }
        float[] values = new float[scores.length];
        for (int j = vetoed.nextSetBit(0); j >= 0; j = vetoed.nextSetBit(j + 1)) {
            double mass = moment.rejections().getOrDefault(catalogue.content().id(j), 0.);
            values[j] = (float) (lowest - 1 - mass - scores[j]);
        }
        return Part.of(Kind.TURNED_DOWN, values, TEXT);
    }
}
