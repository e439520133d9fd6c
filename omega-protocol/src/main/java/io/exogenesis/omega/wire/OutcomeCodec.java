package io.exogenesis.omega.wire;

import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.wire.v1.OutcomeReport;
import io.exogenesis.omega.wire.v1.Refusal;

/** Between {@link Outcomes} and {@link OutcomeReport}, under the same promises as {@link WireCodec}. */
final class OutcomeCodec {
    private OutcomeCodec() {}

    static OutcomeReport toWire(Outcomes outcomes) {
        OutcomeReport.Builder wire = OutcomeReport.newBuilder();
        for (ItemOutcome item : outcomes.items()) {
            wire.addItemsBuilder()
                    .setMediaId(item.item().value())
                    .setShown(item.shown())
                    .setWatched(item.watched());
        }
        for (PatternOutcome pattern : outcomes.patterns()) {
            wire.addPatternsBuilder()
                    .setPatternId(pattern.pattern().value())
                    .setShown(pattern.shown())
                    .setConverted(pattern.converted());
        }
        return wire.build();
    }

    static Outcomes fromWire(OutcomeReport wire) {
        // counted before anything is made of it: a foreign list may be long
        if (wire.getItemsCount() > Outcomes.MAX_ITEMS || wire.getPatternsCount() > Outcomes.MAX_PATTERNS) {
            throw new MalformedMessageException(
                    Refusal.Code.TOO_LARGE,
                    "a report of outcomes has at most " + Outcomes.MAX_ITEMS + " titles and " + Outcomes.MAX_PATTERNS
                            + " patterns, not " + wire.getItemsCount() + " and " + wire.getPatternsCount());
        }
        return WireCodec.checked(() -> new Outcomes(
                wire.getItemsList().stream()
                        .map(i -> new ItemOutcome(
                                new MediaId(i.getMediaId()),
                                shown(i.getShown()),
                                WireCodec.positive("the watched of an outcome", i.getWatched())))
                        .toList(),
                wire.getPatternsList().stream()
                        .map(p -> new PatternOutcome(
                                new PatternId(p.getPatternId()),
                                shown(p.getShown()),
                                WireCodec.positive("the converted of an outcome", p.getConverted())))
                        .toList()));
    }

    private static int shown(int unsigned) {
        return WireCodec.positive("the shown of an outcome", unsigned);
    }
}
