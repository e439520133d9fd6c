package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.TasteSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Replaces the titles of every sample by others, the same for the same title, another way for each viewer. */
final class PermutedIds implements UnaryOperator<List<ClientFrame>> {
    private final List<String> titles = new ArrayList<>();
    private final List<String> permuted;

    PermutedIds(long seed) {
        TestCatalogue.entries(30).forEach(e -> titles.add(e.item().id().value()));
        permuted = new ArrayList<>(titles);
        Collections.shuffle(permuted, new Random(seed));
    }

    @Override
    public List<ClientFrame> apply(List<ClientFrame> frames) {
        return frames.stream().map(this::permute).toList();
    }

    private ClientFrame permute(ClientFrame frame) {
        if (!frame.hasPush()) {
            return frame;
        }
        PushPatterns.Builder push = frame.getPush().toBuilder();
        for (Contribution.Builder contribution : push.getContributionsBuilderList()) {
            if (contribution.hasSample()) {
                TasteSample.Builder sample = contribution.getSampleBuilder();
                sample.getItemsBuilderList()
                        .forEach(item -> item.setMediaId(permuted.get(titles.indexOf(item.getMediaId()))));
            }
        }
        return frame.toBuilder().setPush(push).build();
    }
}
