package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.BuiltInCatalogue;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.PatternContext;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.model.TasteSample;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Viewers without an agent, so that a test decides how many like what, and how well it pleased them. */
final class Crowd {
    private static final int TITLES = 12;

    private final Api api;
    private final String adminToken;

    /**
     * What some viewers have in common.
     *
     * @param successRate of what their agents recommended by it
     */
    record Taste(String genre, int viewers, double successRate) {}

    Crowd(Api api, String adminToken) {
        this.api = api;
        this.adminToken = adminToken;
    }

    /** As many new viewers as each taste has, each with one pattern and one sample. */
    void push(List<Taste> tastes) {
        for (Taste taste : tastes) {
            List<String> codes = api.codes(adminToken, taste.viewers());
            for (int viewer = 0; viewer < codes.size(); viewer++) {
                String token = api.enrol(codes.get(viewer)).get("token").getAsString();
                ServerFrame answer = api.sync(token, frame(pattern(taste, viewer), sample(taste, viewer)));
                assertThat(answer.getPushAck().getReceived()).as("%s", answer).isEqualTo(2);
                assertThat(answer.getPushAck().getRefusedList()).isEmpty();
            }
        }
    }

    private static ClientFrame frame(Contribution... contributions) {
        PushPatterns.Builder push = PushPatterns.newBuilder();
        for (Contribution contribution : contributions) {
            push.addContributions(WireCodec.toWire(contribution));
        }
        return ClientFrame.newBuilder().setPush(push).build();
    }

    private static Contribution pattern(Taste taste, int viewer) {
        return new Contribution(
                1,
                new Contribution.OfPattern(new ExogenesisPattern(
                        new PatternId(UUID.randomUUID().toString()),
                        TaskType.PREFERENCE,
                        Embedding.of(direction(taste, viewer)),
                        taste.successRate(),
                        5,
                        PatternContext.of(List.of(taste.genre())),
                        Instant.EPOCH)));
    }

    /** A direction of its own for each taste, a little shaken: two that are equal would be one vote. */
    private static float[] direction(Taste taste, int viewer) {
        Random common = new Random(taste.genre().hashCode());
        Random own = new Random(viewer);
        float[] direction = new float[Embedding.DIMENSIONS];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) (common.nextGaussian() + .2 * own.nextGaussian());
        }
        return direction;
    }

    private static Contribution sample(Taste taste, int viewer) {
        List<MediaId> liked = BuiltInCatalogue.titles().stream()
                .filter(t -> t.genres().contains(taste.genre()))
                .map(MediaItem::id)
                .toList();
        return new Contribution(
                2,
                new Contribution.OfSample(new TasteSample(IntStream.range(0, TITLES)
                        .mapToObj(i -> liked.get((viewer + i) % liked.size()))
                        .map(id -> new SampledItem(id, SampledItem.Liking.HIGH))
                        .toList())));
    }
}
