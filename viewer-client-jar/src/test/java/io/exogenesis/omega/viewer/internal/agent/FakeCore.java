package io.exogenesis.omega.viewer.internal.agent;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.round.OutcomeRow;
import io.exogenesis.omega.learning.round.PatternVote;
import io.exogenesis.omega.learning.round.Round;
import io.exogenesis.omega.learning.round.RoundInput;
import io.exogenesis.omega.learning.round.RoundResult;
import io.exogenesis.omega.learning.round.RoundSettings;
import io.exogenesis.omega.learning.round.RoundState;
import io.exogenesis.omega.learning.round.SampleRow;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.wire.MalformedMessageException;
import io.exogenesis.omega.wire.Refusals;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.delta.DeltaChain;
import io.exogenesis.omega.wire.delta.Turn;
import io.exogenesis.omega.wire.v1.AuthResponse;
import io.exogenesis.omega.wire.v1.CatalogueInfo;
import io.exogenesis.omega.wire.v1.CataloguePage;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsentReceipt;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelInfo;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A Core in memory: the real frames, contributions by (viewer, seq), real rounds, a bank with versions, item model and
 * catalogue in small pages. The token of a viewer is its id. What it is told it remembers for the test to look at.
 */
public final class FakeCore {
    private final List<CatalogueEntry> entries;
    private final ContentSpace content;
    private final Map<String, TreeMap<Long, Contribution>> received = new LinkedHashMap<>();
    private final Map<String, Consents> consents = new HashMap<>();
    /** Numbers of what was refused, or erased at a withdrawal. */
    private final Map<String, Set<Long>> gone = new HashMap<>();

    private final List<PushPatterns> pushes = new ArrayList<>();
    private final List<Long> changed = new ArrayList<>();
    private final Map<PatternId, ConsolidatedPattern> bank = new LinkedHashMap<>();
    private final Map<PatternId, Long> removed = new HashMap<>();
    private final RoundSettings settings = RoundSettings.DEFAULT.withVotingWindow(Duration.ZERO);
    private RoundState state = RoundState.initial(settings);
    private BankVersion version = new BankVersion("fake-bank", 0);
    private Optional<byte[]> itemModel = Optional.empty();
    private long itemModelVersion;
    private long duplicates;
    private int catalogueRequests;
    private int itemModelRequests;
    private long itemModelBytes;
    private DeltaChain chain = DeltaChain.NONE;
    private boolean knowsDeltas = true;
    private boolean spoilsDeltas;
    private int completes;
    private int consentChanges;
    private boolean knowsLargeSample = true;
    private boolean asksForConsents;
    private long catalogueVersion = 1;
    private boolean refusesItemModel;
    private EmbeddingModel model = EmbeddingModel.MINI_LM;
    private Optional<Refusal> pushRefusal = Optional.empty();
    private Optional<String> renewal = Optional.empty();
    private Consumer<AuthResponse.Builder> greeting = auth -> {};

    public FakeCore(int titlesPerGenre) {
        entries = new ArrayList<>(TestCatalogue.entries(titlesPerGenre));
        content = ContentSpace.of(
                entries.stream().map(e -> e.item().id()).toList(),
                entries.stream().map(CatalogueEntry::embedding).toList());
    }

    /** The answers to the frames of one exchange. */
    public synchronized List<ServerFrame> answer(List<ClientFrame> frames) {
        List<ServerFrame> answers = new ArrayList<>();
        String viewer = "";
        for (ClientFrame frame : frames) {
            if (frame.hasConnect()) {
                viewer = frame.getConnect().getToken().replace("renewed:", "");
                ServerFrame auth = auth(viewer);
                answers.add(auth);
                if (auth.hasRefusal()) {
                    viewer = ""; // as is each frame behind it
                }
            } else if (viewer.isEmpty()) {
                answers.add(Refusals.refusal(Refusal.Code.UNAUTHENTICATED, "no CONNECT before", 0));
            } else if (frame.hasComplete()) {
                completes++;
            } else {
                answers.add(answer(viewer, frame));
            }
        }
        return answers;
    }

    private ServerFrame auth(String viewer) {
        if (viewer.isEmpty() || viewer.startsWith("expired")) {
            return Refusals.refusal(Refusal.Code.UNAUTHENTICATED, "the token has expired", 0);
        }
        AuthResponse.Builder auth =
                AuthResponse.newBuilder().setViewerId(viewer).setCommittedThroughSeq(committed(viewer));
        renewal.ifPresent(auth::setRenewedToken);
        greeting.accept(auth);
        return ServerFrame.newBuilder().setAuth(auth).build();
    }

    /** What it says beside that to everybody who connects. */
    public void greets(Consumer<AuthResponse.Builder> also) {
        greeting = also;
    }

    private ServerFrame answer(String viewer, ClientFrame frame) {
        ServerFrame.Builder answer = ServerFrame.newBuilder();
        return switch (frame.getBodyCase()) {
            case PUSH -> push(viewer, frame.getPush());
            case PULL -> answer.setPull(pull(frame.getPull())).build();
            case CONSENT -> {
                Consents told = WireCodec.fromWire(frame.getConsent().getConsents());
                Consents known = told.withLargeSample(knowsLargeSample && told.largeSample());
                consentChanges++;
                consents.put(viewer, known);
                yield answer.setConsent(ConsentReceipt.newBuilder()
                                .setConsents(WireCodec.toWire(known))
                                .setErased(
                                        withoutConsent(viewer, received(viewer)).size()))
                        .build();
            }
            case CATALOGUE -> {
                catalogueRequests++;
                yield answer.setCatalogue(page(frame.getCatalogue().getOffset()))
                        .build();
            }
            case ITEM_MODEL -> {
                itemModelRequests++;
                if (refusesItemModel) {
                    yield Refusals.refusal(Refusal.Code.NOT_FOUND, "there is no item model of this version", 0);
                }
                ItemModelChunk chunk = chunk(frame.getItemModel());
                itemModelBytes += chunk.getData().size();
                yield answer.setItemModel(chunk).build();
            }
            default -> Refusals.refusal(Refusal.Code.UNSUPPORTED, "unknown", 0);
        };
    }

    private ServerFrame push(String viewer, PushPatterns push) {
        if (pushRefusal.isPresent()) {
            Refusal refusal = pushRefusal.get();
            pushRefusal = Optional.empty();
            return ServerFrame.newBuilder().setRefusal(refusal).build();
        }
        try {
            List<Contribution> contributions = WireCodec.fromWire(push);
            if (contributions.getFirst().seq() > committed(viewer) + 1) {
                return Refusals.refusal(Refusal.Code.SEQUENCE_GAP, "next is " + (committed(viewer) + 1), 0);
            }
            pushes.add(push);
            PushAck.Builder ack = PushAck.newBuilder();
            if (asksForConsents) {
                withoutConsent(viewer, contributions)
                        .forEach(seq -> ack.addRefusedBuilder()
                                .setSeq(seq)
                                .setReason(Refusals.of(Refusal.Code.CONSENT, "not agreed to", 0)));
            }
            ofOtherModels(viewer, contributions)
                    .forEach(seq -> ack.addRefusedBuilder()
                            .setSeq(seq)
                            .setReason(Refusals.of(Refusal.Code.UNSUPPORTED, "this Core is of " + model, 0)));
            int news = 0;
            for (Contribution c : contributions) {
                Contribution before =
                        received.computeIfAbsent(viewer, v -> new TreeMap<>()).putIfAbsent(c.seq(), c);
                boolean known = before != null;
                if (known && !before.equals(c)) {
                    changed.add(c.seq());
                }
                news += known ? 0 : 1;
                duplicates += known ? 1 : 0;
            }
            return ServerFrame.newBuilder()
                    .setPushAck(ack.setCommittedThroughSeq(committed(viewer))
                            .setReceived(news)
                            .setDuplicates(contributions.size() - news))
                    .build();
        } catch (MalformedMessageException e) {
            return Refusals.refusal(e);
        }
    }

    /** Drops what the consents do not cover, and returns the numbers that were not gone before. */
    private List<Long> withoutConsent(String viewer, List<Contribution> contributions) {
        Consents agreed = consents.getOrDefault(viewer, Consents.NONE);
        Set<Long> before = gone.computeIfAbsent(viewer, v -> new HashSet<>());
        return contributions.stream()
                .filter(c -> !agreed.allow(c.payload()))
                .map(Contribution::seq)
                .filter(before::add)
                .toList();
    }

    private List<Long> ofOtherModels(String viewer, List<Contribution> contributions) {
        List<Long> others = contributions.stream()
                .filter(c -> c.payload() instanceof Contribution.OfPattern p
                        && !p.pattern().model().equals(model))
                .map(Contribution::seq)
                .toList();
        gone.computeIfAbsent(viewer, v -> new HashSet<>()).addAll(others);
        return others;
    }

    /** From now on its catalogue is of this model, and patterns of others are refused. */
    public synchronized void useModel(EmbeddingModel other) {
        model = other;
    }

    /** Takes a title out of the catalogue; the item model keeps its row until the next round. */
    public synchronized void withdraw(MediaId title) {
        entries.removeIf(e -> e.item().id().equals(title));
        catalogueVersion++;
    }

    /** Whether it announces its item model and has it no more, as one that publishes the next at this moment. */
    public synchronized void refuseItemModel(boolean refuses) {
        refusesItemModel = refuses;
    }

    private PullResponse pull(PullRequest request) {
        BankVersion since = WireCodec.since(request);
        boolean snapshot = !since.bankId().equals(version.bankId());
        long from = snapshot ? 0 : since.number();
        PullResponse.Builder pull = PullResponse.newBuilder()
                .setSince(WireCodec.toWire(since))
                .setUpTo(WireCodec.toWire(version))
                .setSnapshot(snapshot)
                .setMetadata(SyncMetadata.newBuilder().setViewerRank(.5).setNextSyncMs(60_000))
                .setCatalogue(CatalogueInfo.newBuilder()
                        .setVersion(catalogueVersion)
                        .setItems(entries.size())
                        .setEmbeddingModel(WireCodec.modelName(model)));
        bank.values().stream().filter(p -> p.version() > from).forEach(p -> pull.addUpserts(WireCodec.toWire(p)));
        removed.forEach((id, at) -> {
            if (at > from && !snapshot) {
                pull.addRemovals(id.value());
            }
        });
        itemModel.ifPresent(bytes -> {
            CRC32C crc = new CRC32C();
            crc.update(bytes);
            pull.setItemModel(ItemModelInfo.newBuilder()
                    .setVersion(itemModelVersion)
                    .setBytes(bytes.length)
                    .setCrc32C((int) crc.getValue()));
        });
        return pull.build();
    }

    private CataloguePage page(int offset) {
        int end = Math.min(entries.size(), offset + 50);
        CataloguePage.Builder page = CataloguePage.newBuilder()
                .setVersion(catalogueVersion)
                .setOffset(offset)
                .setLast(end == entries.size())
                .setEmbeddingModel(WireCodec.modelName(model));
        entries.subList(offset, end).forEach(e -> page.addItems(WireCodec.toWire(e)));
        if (page.getLast()) {
            for (float m : content.mean()) {
                page.addMean(m);
            }
        }
        return page.build();
    }

    private ItemModelChunk chunk(ItemModelRequest request) {
        int from = knowsDeltas && request.getBaseVersion() != 0 ? chain.from(request.getBaseVersion()) : -1;
        int begin = Math.max(from, 0);
        byte[] bytes = from < 0 ? itemModel.orElseThrow() : chain.bytes();
        int offset = begin + (int) request.getOffset();
        int end = Math.min(bytes.length, offset + 10_000);
        return ItemModelChunk.newBuilder()
                .setVersion(itemModelVersion)
                .setOffset(request.getOffset())
                .setBaseVersion(from < 0 ? 0 : request.getBaseVersion())
                .setData(ByteString.copyFrom(bytes, offset, end - offset))
                .setLast(end == bytes.length)
                .build();
    }

    /** A round over everything received, as the Core's timer would run it. */
    public synchronized RoundResult round() {
        List<PatternVote> votes = new ArrayList<>();
        List<SampleRow> rows = new ArrayList<>();
        List<OutcomeRow> outcomes = new ArrayList<>();
        received.forEach((viewer, log) -> log.values().forEach(c -> {
            ViewerId id = new ViewerId(viewer);
            switch (c.payload()) {
                case Contribution.OfPattern p ->
                    votes.add(new PatternVote(id, "p-" + viewer, c.seq(), p.pattern(), .5, Instant.EPOCH));
                case Contribution.OfSample s -> rows.add(new SampleRow(id, "p-" + viewer, c.seq(), s.sample(), .5));
                case Contribution.OfOutcomes o ->
                    outcomes.add(new OutcomeRow(id, "p-" + viewer, c.seq(), o.outcomes(), .5));
                case Contribution.OfSession s -> {}
            }
        }));
        RoundInput input = new RoundInput(votes, rows, outcomes, content, false, Instant.EPOCH.plusSeconds(60));
        RoundResult result = Round.run(state, input, settings, new SplittableRandom(1));
        state = result.after();
        version = new BankVersion(version.bankId(), version.number() + 1);
        result.upserts().forEach(p -> bank.put(p.id(), at(p, version.number())));
        result.removals().forEach(id -> {
            bank.remove(id);
            removed.put(id, version.number());
        });
        result.itemModel().ifPresent(this::publish);
        return result;
    }

    private static ConsolidatedPattern at(ConsolidatedPattern p, long version) {
        return p.withVersion(version);
    }

    private void publish(ItemModel model) {
        itemModelVersion++;
        var next = model.toWire().toBuilder().setVersion(itemModelVersion).build();
        itemModel.ifPresent(bytes -> lead(bytes, next));
        itemModel = Optional.of(next.toByteArray());
    }

    private void lead(byte[] from, io.exogenesis.omega.wire.v1.ItemModel next) {
        try {
            var base = io.exogenesis.omega.wire.v1.ItemModel.parseFrom(from);
            var end = spoilsDeltas ? next.toBuilder().setSupport(0, 99).build() : next;
            chain = chain.then(base, end, Turn.none(base.getRank(), next.getRank()), Integer.MAX_VALUE);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts a pattern into the bank as a new version. */
    public synchronized void consolidate(ConsolidatedPattern pattern) {
        version = new BankVersion(version.bankId(), version.number() + 1);
        bank.put(pattern.id(), at(pattern, version.number()));
    }

    public synchronized void remove(PatternId id) {
        version = new BankVersion(version.bankId(), version.number() + 1);
        bank.remove(id);
        removed.put(id, version.number());
    }

    /** Another Core with the same address: no memory, another bank. */
    public synchronized void loseEverything(String bankId) {
        received.clear();
        gone.clear();
        bank.clear();
        removed.clear();
        itemModel = Optional.empty();
        state = RoundState.initial(settings);
        version = new BankVersion(bankId, 1);
    }

    /** Restored from an older backup: it has nothing of this viewer behind this number. */
    public synchronized void restoreOlder(String viewer, long through) {
        received.getOrDefault(viewer, new TreeMap<>()).tailMap(through, false).clear();
        gone.getOrDefault(viewer, new HashSet<>()).removeIf(seq -> seq > through);
    }

    public synchronized void refusePushOnce(Refusal.Code code, long retryAfterMs) {
        pushRefusal = Optional.of(Refusals.of(code, "as the test wants it", retryAfterMs));
    }

    public synchronized void renewTokens(String token) {
        renewal = Optional.of(token);
    }

    public synchronized long committed(String viewer) {
        TreeMap<Long, Contribution> log = received.get(viewer);
        return log == null || log.isEmpty() ? 0 : log.lastKey();
    }

    public synchronized List<Contribution> received(String viewer) {
        return List.copyOf(received.getOrDefault(viewer, new TreeMap<>()).values());
    }

    /** What was received and neither refused nor erased for want of a consent. */
    public synchronized List<Contribution> kept(String viewer) {
        Set<Long> without = gone.getOrDefault(viewer, Set.of());
        return received(viewer).stream().filter(c -> !without.contains(c.seq())).toList();
    }

    /** The registry of viewers is that of an older backup; from now on the Core refuses what is not agreed to. */
    public synchronized void restoreConsents(String viewer, Consents older) {
        consents.put(viewer, older);
        asksForConsents = true;
    }

    public synchronized List<PushPatterns> pushes() {
        return List.copyOf(pushes);
    }

    public synchronized Optional<Consents> consents(String viewer) {
        return Optional.ofNullable(consents.get(viewer));
    }

    /** Whether it is of a version that has this consent. */
    public synchronized void knowLargeSample(boolean known) {
        knowsLargeSample = known;
    }

    /** CONSENT frames so far. */
    public synchronized int consentChanges() {
        return consentChanges;
    }

    public synchronized long duplicates() {
        return duplicates;
    }

    /** Numbers that came again with other contents: each would be a contribution lost. */
    public synchronized List<Long> changedUnderTheSameNumber() {
        return List.copyOf(changed);
    }

    public synchronized int catalogueRequests() {
        return catalogueRequests;
    }

    /** Answers as a Core of before deltas. */
    public synchronized void knowsNoDeltas() {
        knowsDeltas = false;
    }

    /** From here on, deltas do not lead on from what was published. */
    public synchronized void spoilsDeltas() {
        spoilsDeltas = true;
    }

    /** Of chunks, models and deltas. */
    public synchronized long itemModelBytes() {
        return itemModelBytes;
    }

    /** Of the newest model. */
    public synchronized int itemModelSize() {
        return itemModel.orElseThrow().length;
    }

    public synchronized int itemModelRequests() {
        return itemModelRequests;
    }

    public synchronized int completes() {
        return completes;
    }

    public synchronized BankVersion version() {
        return version;
    }

    public Embedding embedding(int index) {
        return Embedding.of(content.centred(index));
    }
}
