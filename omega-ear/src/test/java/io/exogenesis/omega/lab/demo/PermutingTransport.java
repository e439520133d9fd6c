package io.exogenesis.omega.lab.demo;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.internal.sync.FrameTransport;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.SampledItem;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.TasteSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gives every title of a pushed sample another title's id, always the same one: the Core learns about a shuffled world. */
final class PermutingTransport implements FrameTransport {
    private final FrameTransport inner;
    private final Map<String, String> renamed = new HashMap<>();

    PermutingTransport(FrameTransport inner, List<MediaItem> items) {
        this.inner = inner;
        List<String> ids = items.stream().map(i -> i.id().value()).toList();
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(3));
        for (int i = 0; i < ids.size(); i++) {
            renamed.put(ids.get(i), shuffled.get(i));
        }
    }

    @Override
    public List<ServerFrame> exchange(List<ClientFrame> frames) {
        return inner.exchange(frames.stream()
                .map(f -> f.hasPush()
                        ? f.toBuilder().setPush(permuted(f.getPush())).build()
                        : f)
                .toList());
    }

    private PushPatterns permuted(PushPatterns push) {
        PushPatterns.Builder out = push.toBuilder();
        for (int i = 0; i < push.getContributionsCount(); i++) {
            Contribution contribution = push.getContributions(i);
            if (contribution.hasSample()) {
                out.setContributions(i, contribution.toBuilder().setSample(permuted(contribution.getSample())));
            }
        }
        return out.build();
    }

    private TasteSample permuted(TasteSample sample) {
        TasteSample.Builder out = TasteSample.newBuilder();
        for (SampledItem item : sample.getItemsList()) {
            out.addItems(item.toBuilder().setMediaId(renamed.get(item.getMediaId())));
        }
        return out.build();
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public List<String> notes() {
        return inner.notes();
    }

    @Override
    public void close() {
        inner.close();
    }
}
