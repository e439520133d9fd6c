package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.ear.foreign.ForeignScorer.Watched;
import io.exogenesis.omega.ear.foreign.ForeignViewer;
import io.exogenesis.omega.wire.v1.BankCursor;
import io.exogenesis.omega.wire.v1.CatalogueItem;
import io.exogenesis.omega.wire.v1.CataloguePage;
import io.exogenesis.omega.wire.v1.CatalogueRequest;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsolidatedPattern;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.Embedding;
import io.exogenesis.omega.wire.v1.ExogenesisPattern;
import io.exogenesis.omega.wire.v1.ItemModel;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelInfo;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.Liking;
import io.exogenesis.omega.wire.v1.PullFilter;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.SampledItem;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncComplete;
import io.exogenesis.omega.wire.v1.TaskType;
import io.exogenesis.omega.wire.v1.TasteSample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** What docs/protocol.md promises, asked of a running Core by a viewer that knows nothing else. */
final class ProtocolDoc {
    private static final int BEFORE_CONNECT = 64 << 10;

    private final ForeignViewer viewer;

    ProtocolDoc(ForeignViewer viewer) {
        this.viewer = viewer;
    }

    /** The seven steps in one round trip: each frame has one answer, in order, and the last has none. */
    void wholeSync(List<CatalogueItem> titles) throws IOException {
        ClientFrame push = push(pattern(1), sample(2, titles), broken(3));

        List<ServerFrame> answers = viewer.sync(push, pull(BankCursor.getDefaultInstance(), 1), complete());

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).getAuth().getViewerId())
                .isEqualTo(viewer.enrolled().viewerId());
        PushAck ack = answers.get(1).getPushAck();
        assertThat(ack.getCommittedThroughSeq()).isEqualTo(3);
        assertThat(ack.getReceived()).isEqualTo(3);
        assertThat(ack.getRefusedList()).singleElement().satisfies(refused -> {
            assertThat(refused.getSeq()).isEqualTo(3);
            assertThat(refused.getReason().getCode()).isEqualTo(Refusal.Code.MALFORMED);
        });
        assertThat(answers.get(2).getPull().getUpsertsCount()).isEqualTo(1);

        PushAck again = viewer.sync(push).get(1).getPushAck();
        assertThat(again.getDuplicates()).isEqualTo(3);
        assertThat(again.getReceived()).isZero();
        assertThat(again.getRefusedList()).isEmpty();
    }

    /** All of the bank one by one is all of the bank. */
    void pages() throws IOException {
        Set<String> atOnce = new TreeSet<>();
        PullResponse all = pulled(BankCursor.getDefaultInstance(), 0);
        assertThat(all.getMore()).isFalse();
        all.getUpsertsList().forEach(p -> atOnce.add(p.getId()));

        Set<String> oneByOne = new TreeSet<>();
        List<Integer> priorities = new ArrayList<>();
        BankCursor since = BankCursor.getDefaultInstance();
        PullResponse page;
        do {
            page = pulled(since, 1);
            assertThat(page.getUpsertsCount() + page.getRemovalsCount()).isLessThanOrEqualTo(1);
            page.getUpsertsList().forEach(p -> oneByOne.add(p.getId()));
            page.getUpsertsList().forEach(p -> priorities.add(p.getPriorityValue()));
            since = page.getUpTo();
        } while (page.getMore());

        assertThat(oneByOne).isNotEmpty().isEqualTo(atOnce);
        assertThat(priorities).as("high first").isSorted();
        assertThat(since).isEqualTo(all.getUpTo());
        assertThat(pulled(since, 0).getUpsertsList()).isEmpty();
    }

    /** What is wanted and nothing else; what is not understood is refused. */
    void filter() throws IOException {
        List<ConsolidatedPattern> all =
                pulled(BankCursor.getDefaultInstance(), 0).getUpsertsList();
        double best = all.stream()
                .mapToDouble(ConsolidatedPattern::getSuccessRate)
                .max()
                .orElseThrow();
        PullResponse good =
                filtered(PullFilter.newBuilder().setMinSuccessRate(best)).getPull();
        assertThat(good.getUpsertsList())
                .isNotEmpty()
                .hasSizeLessThan(all.size())
                .allMatch(p -> p.getSuccessRate() >= best);
        PullResponse kinds = filtered(PullFilter.newBuilder()
                        .addTaskTypes(TaskType.TASK_TYPE_RECOMMENDATION)
                        .addTaskTypes(TaskType.TASK_TYPE_DISCOVERY))
                .getPull();
        assertThat(kinds.getUpsertsList())
                .hasSizeLessThan(all.size())
                .allMatch(p -> p.getTaskType() != TaskType.TASK_TYPE_PREFERENCE);
        for (PullFilter.Builder wrong : List.of(
                PullFilter.newBuilder().addTaskTypesValue(99),
                PullFilter.newBuilder().addTaskTypesValue(1).addTaskTypesValue(1),
                PullFilter.newBuilder().setMinSuccessRate(1.1),
                PullFilter.newBuilder().setMinSuccessRate(Double.NaN))) {
            assertThat(filtered(wrong).getRefusal().getCode()).isEqualTo(Refusal.Code.MALFORMED);
        }
    }

    private ServerFrame filtered(PullFilter.Builder filter) throws IOException {
        return viewer.sync(ClientFrame.newBuilder()
                        .setPull(PullRequest.newBuilder().setFilter(filter))
                        .build())
                .get(1);
    }

    /** All titles, and the mean of the last page. */
    List<CatalogueItem> catalogue(List<Float> mean) throws IOException {
        List<CatalogueItem> titles = new ArrayList<>();
        CataloguePage page;
        do {
            page = viewer.sync(ClientFrame.newBuilder()
                            .setCatalogue(CatalogueRequest.newBuilder().setOffset(titles.size()))
                            .build())
                    .get(1)
                    .getCatalogue();
            titles.addAll(page.getItemsList());
            mean.addAll(page.getMeanList());
        } while (!page.getLast());
        assertThat(mean).hasSize(384);
        return titles;
    }

    ItemModel itemModel() throws IOException {
        ItemModelInfo info = pulled(BankCursor.getDefaultInstance(), 1).getItemModel();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ItemModelChunk chunk;
        do {
            chunk = viewer.sync(ClientFrame.newBuilder()
                            .setItemModel(ItemModelRequest.newBuilder()
                                    .setVersion(info.getVersion())
                                    .setOffset(bytes.size()))
                            .build())
                    .get(1)
                    .getItemModel();
            bytes.writeBytes(chunk.getData().toByteArray());
        } while (!chunk.getLast());
        CRC32C crc = new CRC32C();
        crc.update(bytes.toByteArray());
        assertThat(bytes.size()).isEqualTo((int) info.getBytes());
        assertThat((int) crc.getValue()).isEqualTo(info.getCrc32C());
        return ItemModel.parseFrom(bytes.toByteArray());
    }

    /** From nothing to more than twenty titles watched. */
    void scores(List<CatalogueItem> titles, List<Float> mean, ItemModel model) {
        LibraryScores scores = new LibraryScores(titles, mean, model);
        for (int length : new int[] {0, 1, 5, 30}) {
            List<Watched> history = new ArrayList<>();
            for (int k = 0; k < length; k++) {
                history.add(new Watched(titles.get(7 * k % titles.size()).getId(), k % 3 == 0 ? 1 : .5));
            }
            scores.assertSameAsForeign(history);
        }
    }

    /** What a stranger is told, and that it is answered at all. */
    void strangers() throws IOException {
        ClientFrame large = push(pattern(1).toBuilder()
                .setPattern(ExogenesisPattern.newBuilder().setId("x".repeat(BEFORE_CONNECT)))
                .build());
        assertThat(codes(viewer.exchange(large))).containsExactly(Refusal.Code.TOO_LARGE);

        ClientFrame nobody = ClientFrame.newBuilder()
                .setConnect(viewer.connectFrame().getConnect().toBuilder().setToken("nobody's"))
                .build();
        assertThat(codes(viewer.exchange(nobody, push(pattern(1)), complete())))
                .containsExactly(
                        Refusal.Code.UNAUTHENTICATED, Refusal.Code.UNAUTHENTICATED, Refusal.Code.UNAUTHENTICATED);
    }

    /** The same frames over HTTPS: the header is enough, a refusal comes with 200, a seventeenth frame with 413. */
    void overHttps() throws Exception {
        var answer = viewer.overHttps(pull(BankCursor.getDefaultInstance(), 1), push(pattern(9)));
        assertThat(answer.statusCode()).isEqualTo(200);
        List<ServerFrame> frames = ForeignViewer.frames(answer);
        assertThat(frames.get(0).getPull().getUpsertsCount()).isEqualTo(1);
        assertThat(frames.get(1).getRefusal().getCode()).isEqualTo(Refusal.Code.SEQUENCE_GAP);

        ClientFrame[] many = new ClientFrame[17];
        java.util.Arrays.fill(many, complete());
        assertThat(viewer.overHttps(many).statusCode()).isEqualTo(413);
    }

    private PullResponse pulled(BankCursor since, int max) throws IOException {
        return viewer.sync(pull(since, max)).get(1).getPull();
    }

    private static List<Refusal.Code> codes(List<ServerFrame> answers) {
        return answers.stream().map(a -> a.getRefusal().getCode()).toList();
    }

    private static ClientFrame pull(BankCursor since, int max) {
        PullRequest.Builder pull = PullRequest.newBuilder().setMaxPatterns(max);
        if (!since.equals(BankCursor.getDefaultInstance())) {
            pull.setSince(since);
        }
        return ClientFrame.newBuilder().setPull(pull).build();
    }

    private static ClientFrame push(Contribution... contributions) {
        return ClientFrame.newBuilder()
                .setPush(PushPatterns.newBuilder().addAllContributions(List.of(contributions)))
                .build();
    }

    private static ClientFrame complete() {
        return ClientFrame.newBuilder()
                .setComplete(SyncComplete.getDefaultInstance())
                .build();
    }

    private static Contribution pattern(long seq) {
        return Contribution.newBuilder()
                .setSeq(seq)
                .setPattern(ExogenesisPattern.newBuilder()
                        .setId("foreign-" + seq)
                        .setTaskType(TaskType.TASK_TYPE_PREFERENCE)
                        .setEmbedding(quantised(new Random(seq)))
                        .setSuccessRate(.9)
                        .setItems(5)
                        .setTimestampMs(1_700_000_000_000L))
                .build();
    }

    private static Contribution broken(long seq) {
        Contribution.Builder out = pattern(seq).toBuilder();
        out.getPatternBuilder().getEmbeddingBuilder().setCodes(ByteString.copyFrom(new byte[3]));
        return out.build();
    }

    private static Contribution sample(long seq, List<CatalogueItem> titles) {
        TasteSample.Builder sample = TasteSample.newBuilder();
        for (CatalogueItem title : titles.subList(0, 10)) {
            sample.addItems(SampledItem.newBuilder().setMediaId(title.getId()).setLiking(Liking.LIKING_HIGH));
        }
        return Contribution.newBuilder().setSeq(seq).setSample(sample).build();
    }

    /** {@code m = max |v_i|}, {@code codes_i = round(127 · v_i / m)}, {@code scale = m / (127 · |v|)}. */
    private static Embedding quantised(Random random) {
        double[] v = random.doubles(384, -1, 1).toArray();
        double m = 0;
        double squares = 0;
        for (double x : v) {
            m = Math.max(m, Math.abs(x));
            squares += x * x;
        }
        byte[] codes = new byte[v.length];
        for (int i = 0; i < v.length; i++) {
            codes[i] = (byte) Math.round(127 * v[i] / m);
        }
        return Embedding.newBuilder()
                .setCodes(ByteString.copyFrom(codes))
                .setScale((float) (m / (127 * Math.sqrt(squares))))
                .build();
    }
}
