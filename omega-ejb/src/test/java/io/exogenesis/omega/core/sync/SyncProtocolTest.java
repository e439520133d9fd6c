package io.exogenesis.omega.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.IngestSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CatalogueRequest;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Connect;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.ItemModel;
import io.exogenesis.omega.wire.v1.ItemModelInfo;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.PullFilter;
import io.exogenesis.omega.wire.v1.PullRequest;
import io.exogenesis.omega.wire.v1.PullResponse;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import io.exogenesis.omega.wire.v1.SyncComplete;
import io.exogenesis.omega.wire.v1.TaskType;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SyncProtocolTest {
    private final CoreFixture core = CoreFixture.inMemory();

    @Test
    void wholeWay_threeViewersAgree_newcomerPullsPatternModelAndTitles() {
        core.importTitles(30);
        for (int v = 0; v < 4; v++) {
            SyncSession session = core.session(core.register());
            PushAck ack = core.push(
                            session,
                            Samples.pattern(1, Samples.near(5, 100 + v), .9),
                            Samples.sample(2, List.of("t1", "t2", "t" + (3 + v))))
                    .getPushAck();
            assertThat(ack.getCommittedThroughSeq()).isEqualTo(2);
            assertThat(ack.getReceived()).isEqualTo(2);
        }
        core.rounds.runNow(false);
        core.rounds.runNow(true);

        SyncSession newcomer = core.session(core.register(Consents.NONE));
        PullResponse pull = core.answer(newcomer, CoreFixture.pull()).getPull();
        assertThat(pull.getSnapshot()).isTrue();
        assertThat(pull.getUpsertsList()).hasSize(1);
        assertThat(pull.getUpserts(0).getSupporters()).isEqualTo(4);
        assertThat(pull.getUpTo().getVersion()).isEqualTo(1);
        assertThat(fetchModel(newcomer, pull.getItemModel()).getMediaIdsList()).contains("t1", "t2");
        assertThat(fetchTitles(newcomer)).hasSize(30).contains("t29");
        assertThat(core.accounting.total().acknowledged()).isEqualTo(8);
        assertThat(core.accounting.total().decided().admitted()).isEqualTo(8);
        assertThat(core.accounting.total().pending()).isZero();
        assertThat(core.announced).isNotEmpty();
    }

    private ItemModel fetchModel(SyncSession session, ItemModelInfo info) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean last = false;
        while (!last) {
            var chunk = core.answer(
                            session,
                            ClientFrame.newBuilder()
                                    .setItemModel(ItemModelRequest.newBuilder()
                                            .setVersion(info.getVersion())
                                            .setOffset(bytes.size()))
                                    .build())
                    .getItemModel();
            bytes.writeBytes(chunk.getData().toByteArray());
            last = chunk.getLast();
        }
        assertThat(bytes.size()).isEqualTo((int) info.getBytes());
        try {
            return ItemModel.parseFrom(bytes.toByteArray());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> fetchTitles(SyncSession session) {
        List<String> ids = new ArrayList<>();
        boolean last = false;
        while (!last) {
            var page = core.answer(
                            session,
                            ClientFrame.newBuilder()
                                    .setCatalogue(CatalogueRequest.newBuilder().setOffset(ids.size()))
                                    .build())
                    .getCatalogue();
            page.getItemsList().forEach(i -> ids.add(i.getId()));
            last = page.getLast();
            assertThat(page.getMeanCount()).isEqualTo(last ? 384 : 0);
        }
        return ids;
    }

    // A viewer with little memory asked for one pattern at a time and got all that a round had changed.
    @Test
    void pull_ofOnePatternAtATime_getsOneAndMoreUntilTheLast() {
        for (int v = 0; v < 4; v++) {
            core.push(
                    core.session(core.register()),
                    Samples.pattern(1, Samples.near(5, 100 + v), .9),
                    Samples.pattern(2, Samples.near(6, 200 + v), .9),
                    Samples.pattern(3, Samples.near(7, 300 + v), .9));
        }
        core.rounds.runNow(false);
        core.rounds.runNow(true);
        SyncSession newcomer = core.session(core.register(Consents.NONE));
        int all = core.answer(newcomer, CoreFixture.pull()).getPull().getUpsertsCount();
        assertThat(all).isEqualTo(3);

        Set<String> ids = new HashSet<>();
        PullRequest.Builder next = PullRequest.newBuilder().setMaxPatterns(1);
        for (int page = 1; page <= all; page++) {
            PullResponse pull = core.answer(
                            newcomer, ClientFrame.newBuilder().setPull(next).build())
                    .getPull();
            assertThat(pull.getUpsertsCount()).isEqualTo(1);
            assertThat(pull.getMore()).isEqualTo(page < all);
            ids.add(pull.getUpserts(0).getId());
            next.setSince(pull.getUpTo());
        }
        assertThat(ids).hasSize(all);
    }

    // A device that has room for one pattern, or is cut off, has to have got the one that most agree on: that of the
    // later round.
    @Test
    void pull_ofOnePatternAtATime_overTwoRounds_theMostImportantFirst() {
        agree(4, 5);
        core.rounds.runNow(false);
        agree(12, 6);
        core.rounds.runNow(false);
        SyncSession newcomer = core.session(core.register(Consents.NONE));
        List<String> order = new ArrayList<>();
        PullRequest.Builder next = PullRequest.newBuilder().setMaxPatterns(1);
        PullResponse pull;
        do {
            pull = core.answer(newcomer, ClientFrame.newBuilder().setPull(next).build())
                    .getPull();
            pull.getUpsertsList().forEach(p -> order.add(p.getPriority() + " " + p.getVersion()));
            next.setSince(pull.getUpTo());
        } while (pull.getMore());
        assertThat(order).containsExactly("PRIORITY_HIGH 2", "PRIORITY_LOW 1");
        assertThat(WireCodec.fromWire(pull.getUpTo()))
                .isEqualTo(core.bank.contents().version());
    }

    /** So many new viewers say nearly the same. */
    private void agree(int viewers, long taste) {
        for (int v = 0; v < viewers; v++) {
            core.push(core.session(core.register()), Samples.pattern(1, Samples.near(taste, 1000 * taste + v), .9));
        }
    }

    // From the bytes of a pull to those of its answer, and a filter that is not understood is not passed by.
    @Test
    void pull_withAFilter_isAnsweredWithWhatMatches_orRefused() {
        agree(4, 1);
        core.rounds.runNow(false);
        assertThat(core.bank.contents().patterns()).isNotEmpty();
        SyncSession viewer = core.session(core.register());
        PullResponse preferences = core.answer(viewer, filtered(f -> f.addTaskTypes(TaskType.TASK_TYPE_PREFERENCE)))
                .getPull();
        assertThat(preferences.getUpsertsCount())
                .isEqualTo(core.bank.contents().patterns().size());
        PullResponse habits = core.answer(viewer, filtered(f -> f.addTaskTypes(TaskType.TASK_TYPE_BEHAVIOR)))
                .getPull();
        assertThat(habits.getUpsertsCount()).isZero();
        assertThat(habits.getMetadata().getPatternsSent()).isZero();
        assertThat(habits.getUpTo()).isEqualTo(preferences.getUpTo());
        assertRefused(core.answer(viewer, filtered(f -> f.addTaskTypesValue(77))), Refusal.Code.MALFORMED);
        assertRefused(core.answer(viewer, filtered(f -> f.setMinSuccessRate(2))), Refusal.Code.MALFORMED);
    }

    private static ClientFrame filtered(Consumer<PullFilter.Builder> change) {
        PullRequest.Builder pull = PullRequest.newBuilder();
        change.accept(pull.getFilterBuilder());
        return ClientFrame.newBuilder().setPull(pull).build();
    }

    @Test
    void push_again_isAcknowledgedAndCountedAsDuplicate() {
        SyncSession session = core.session(core.register());
        core.push(session, Samples.pattern(1), Samples.pattern(2));
        PushAck again =
                core.push(session, Samples.pattern(2), Samples.pattern(3)).getPushAck();
        assertThat(again.getCommittedThroughSeq()).isEqualTo(3);
        assertThat(again.getDuplicates()).isEqualTo(1);
        assertThat(again.getReceived()).isEqualTo(1);
        assertThat(core.accounting.total().duplicateFrames()).isEqualTo(1);
        assertThat(core.accounting.total().acknowledged()).isEqualTo(3);
    }

    @Test
    void push_withGap_isRefusedAsAWhole() {
        SyncSession session = core.session(core.register());
        assertRefused(core.push(session, Samples.pattern(2)), Refusal.Code.SEQUENCE_GAP);
        assertRefused(core.push(session, Samples.pattern(1), Samples.pattern(3)), Refusal.Code.SEQUENCE_GAP);
        assertThat(core.accounting.total().acknowledged()).isZero();
    }

    /** A person looks for the number that was sent, and that one is never negative. */
    @Test
    void refusals_ofUnsignedNumbers_nameThemAsTheyWereSent() {
        SyncSession session = core.session(core.register());
        var model = ItemModelRequest.newBuilder().setVersion(-1);
        assertThat(core.answer(
                                session,
                                ClientFrame.newBuilder().setItemModel(model).build())
                        .getRefusal()
                        .getMessage())
                .endsWith("no item model of version 18446744073709551615");
        ClientFrame connect = ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder().setProtocol(-1))
                .build();
        assertThat(core.answer(SyncSession.of("x"), connect).getRefusal().getMessage())
                .endsWith("not 4294967295");
        var gap = WireCodec.toWire(Samples.pattern(2)).toBuilder().setSeq(-1).build();
        var push = PushPatterns.newBuilder()
                .addContributions(WireCodec.toWire(Samples.pattern(1)))
                .addContributions(gap);
        assertThat(core.answer(session, ClientFrame.newBuilder().setPush(push).build())
                        .getRefusal()
                        .getMessage())
                .endsWith("not 18446744073709551615");
    }

    @Test
    void push_belowQualityOrWithoutConsentOrMalformed_isRefusedAcknowledgedAndDecided() {
        SyncSession session =
                core.session(core.register(Consents.NONE.withPatterns(true).withMetrics(true)));
        var bad = WireCodec.toWire(Samples.pattern(3)).toBuilder();
        bad.getPatternBuilder().getEmbeddingBuilder().setCodes(ByteString.copyFrom(new byte[3]));
        ServerFrame answer = core.answer(
                session,
                ClientFrame.newBuilder()
                        .setPush(PushPatterns.newBuilder()
                                .addContributions(WireCodec.toWire(Samples.pattern(1, Samples.embedding(1), .69)))
                                .addContributions(WireCodec.toWire(Samples.sample(2, List.of("t1"))))
                                .addContributions(bad)
                                .addContributions(WireCodec.toWire(Samples.session(4)))
                                .addContributions(WireCodec.toWire(Samples.pattern(5))))
                        .build());
        PushAck ack = answer.getPushAck();
        assertThat(ack.getCommittedThroughSeq()).isEqualTo(5);
        assertThat(ack.getRefusedList())
                .extracting(r -> r.getSeq() + " " + r.getReason().getCode())
                .containsExactly("1 QUALITY", "2 CONSENT", "3 MALFORMED");
        assertThat(core.accounting.total().decided().refused()).isEqualTo(3);
        assertThat(core.accounting.total().decided().admitted()).isEqualTo(1); // the session summary
        assertThat(core.accounting.total().pending()).isEqualTo(1);
        assertThat(core.metrics.count("ingest.accepted")).isEqualTo(2);
        // a refused one is journalled too: after a restart it is neither pending nor asked for again
        CoreFixture after = core.killAndRestart();
        assertThat(after.accounting.total()).isEqualTo(core.accounting.total());
    }

    @Test
    void frame_withoutConnect_isUnauthenticated() {
        assertRefused(core.answer(SyncSession.of("test"), CoreFixture.pull()), Refusal.Code.UNAUTHENTICATED);
        assertRefused(core.push(SyncSession.of("test"), Samples.pattern(1)), Refusal.Code.UNAUTHENTICATED);
        assertThat(core.accounting.total().acknowledged()).isZero();
    }

    @Test
    void connect_foreignExpiredOrAdminToken_isUnauthenticated() {
        CoreFixture other = CoreFixture.inMemory();
        String foreign = other.register().token();
        assertRefused(core.answer(SyncSession.of("x"), CoreFixture.connect(foreign)), Refusal.Code.UNAUTHENTICATED);
        assertRefused(core.answer(SyncSession.of("x"), CoreFixture.connect("a.b.c")), Refusal.Code.UNAUTHENTICATED);
        String admin = core.keys.tokens().forAdmin(core.clock.instant(), Duration.ofHours(1));
        assertRefused(core.answer(SyncSession.of("x"), CoreFixture.connect(admin)), Refusal.Code.UNAUTHENTICATED);
        Registration viewer = core.register();
        core.clock.advance(Duration.ofDays(91).plusSeconds(1));
        assertRefused(
                core.answer(SyncSession.of("x"), CoreFixture.connect(viewer.token())), Refusal.Code.UNAUTHENTICATED);
    }

    // A television that was off for the holidays comes back by itself.
    @Test
    void connect_expiredWithinTheGrace_isRenewed_andNothingElseIsGranted() {
        Registration viewer = core.register();
        core.clock.advance(Duration.ofDays(40));
        assertRefused(
                core.answer(SyncSession.withToken("x", viewer.token()), CoreFixture.pull()),
                Refusal.Code.UNAUTHENTICATED);
        assertThatThrownBy(() -> core.verifier.verify(viewer.token())).isInstanceOf(RefusedException.class);

        for (SyncSession session : List.of(SyncSession.of("x"), SyncSession.withToken("x", viewer.token()))) {
            String named = session.token().isEmpty() ? viewer.token() : "";
            String renewed =
                    core.answer(session, CoreFixture.connect(named)).getAuth().getRenewedToken();
            assertThat(core.verifier.verify(renewed).viewer()).isEqualTo(viewer.viewerId());
            assertThat(core.answer(session, CoreFixture.pull()).hasPull()).isTrue();
            assertThat(session.principal().orElseThrow().expiresAt()).isAfter(core.clock.instant());
        }
    }

    @Test
    void connect_expired_ofARemovedViewerOrWithoutGrace_isRefused() {
        Registration viewer = core.register();
        core.registry.revoke(viewer.viewerId());
        core.clock.advance(Duration.ofDays(40));
        assertRefused(core.answer(SyncSession.of("x"), CoreFixture.connect(viewer.token())), Refusal.Code.REVOKED);
        CoreFixture strict =
                CoreFixture.inMemory(s -> s.with(new RegistrySettings(10, Duration.ofHours(24), Duration.ZERO)));
        Registration late = strict.register();
        strict.clock.advance(Duration.ofHours(25));
        assertRefused(
                strict.answer(SyncSession.of("x"), CoreFixture.connect(late.token())), Refusal.Code.UNAUTHENTICATED);
    }

    @Test
    void connect_pastHalfLife_renewsTheToken() {
        Registration viewer = core.register();
        assertThat(core.answer(SyncSession.of("x"), CoreFixture.connect(viewer.token()))
                        .getAuth()
                        .getRenewedToken())
                .isEmpty();
        core.clock.advance(Duration.ofHours(13));
        String renewed = core.answer(SyncSession.of("x"), CoreFixture.connect(viewer.token()))
                .getAuth()
                .getRenewedToken();
        core.clock.advance(Duration.ofHours(12));
        assertThat(core.answer(SyncSession.of("x"), CoreFixture.connect(renewed))
                        .hasAuth())
                .isTrue();
    }

    @Test
    void revocation_inTheMiddleOfAStream_refusesTheNextFrame() {
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        core.push(session, Samples.pattern(1));
        core.registry.revoke(viewer.viewerId());
        assertRefused(core.push(session, Samples.pattern(2)), Refusal.Code.REVOKED);
        assertThat(core.accounting.total().decided().expired()).isEqualTo(1);
    }

    @Test
    void garbage_isRefusedAndCounted_andTheSessionGoesOn() {
        SyncSession session = core.session(core.register());
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            ServerFrame answer = core.protocol.answer(session, garbage).orElse(null);
            refused += answer != null && answer.hasRefusal() ? 1 : 0;
        }
        assertThat(refused).isEqualTo(500);
        assertThat(core.metrics.count("sync.error")).isZero();
        assertThat(core.answer(session, CoreFixture.pull()).hasPull()).isTrue();
    }

    @Test
    void oversize_frameOrPush_isTooLarge() {
        SyncSession session = core.session(core.register());
        assertRefused(core.protocol.answer(session, new byte[(1 << 20) + 1]).orElseThrow(), Refusal.Code.TOO_LARGE);
        assertRefused(core.protocol.tooLarge(10 << 20), Refusal.Code.TOO_LARGE);
        PushPatterns.Builder push = PushPatterns.newBuilder();
        for (int i = 1; i <= 65; i++) {
            push.addContributions(WireCodec.toWire(Samples.session(i)));
        }
        assertRefused(
                core.answer(session, ClientFrame.newBuilder().setPush(push).build()), Refusal.Code.TOO_LARGE);
    }

    @Test
    void connect_unknownProtocol_isUnsupported() {
        ClientFrame frame = ClientFrame.newBuilder()
                .setConnect(Connect.newBuilder()
                        .setProtocol(2)
                        .setToken(core.register().token()))
                .build();
        assertRefused(core.answer(SyncSession.of("x"), frame), Refusal.Code.UNSUPPORTED);
    }

    @Test
    void rateLimit_beyond_saysWhenToComeBack_andThenLetsThrough() {
        CoreFixture strict = CoreFixture.inMemory(s -> s.with(new IngestSettings(.7, 3, 1 << 20)));
        SyncSession session = strict.session(strict.register());
        SyncSession other = strict.session(strict.register());
        for (int i = 0; i < 3; i++) {
            assertThat(strict.answer(session, CoreFixture.pull()).hasPull()).isTrue();
        }
        ServerFrame refused = strict.answer(session, CoreFixture.pull());
        assertRefused(refused, Refusal.Code.RATE_LIMITED);
        assertThat(refused.getRefusal().getRetryAfterMs()).isBetween(1L, 20_001L);
        assertThat(strict.answer(other, CoreFixture.pull()).hasPull()).isTrue();
        strict.clock.advance(Duration.ofMillis(refused.getRefusal().getRetryAfterMs()));
        assertThat(strict.answer(session, CoreFixture.pull()).hasPull()).isTrue();
    }

    /** Viewers send a whole sync in one flight: what follows a CONNECT that was turned away is no load, and takes no room. */
    @Test
    void admission_connectTurnedAway_framesBehindItAreToldTheSameAndNotCounted() {
        core.gate.limit(2);
        SyncSession in = SyncSession.of("in");
        SyncSession away = SyncSession.of("away");
        ClientFrame connect = CoreFixture.connect(core.register().token());
        assertThat(core.answer(in, connect).hasAuth()).isTrue();
        ServerFrame refused = core.answer(away, connect);
        assertRefused(refused, Refusal.Code.RATE_LIMITED);
        assertThat(away.isTurnedAway()).isTrue();
        long offered = core.syncLoad.counts().offered();

        assertThat(core.answer(away, CoreFixture.pull())).isEqualTo(refused);
        assertThat(core.answer(away, CoreFixture.pull())).isEqualTo(refused);
        assertThat(core.syncLoad.counts().offered()).isEqualTo(offered);
        assertThat(core.answer(in, CoreFixture.pull()).hasPull()).isTrue();

        await().until(() -> core.answer(away, connect).hasAuth()); // the gate's clock is the machine's
        assertThat(away.isTurnedAway()).isFalse();
        assertThat(core.answer(away, CoreFixture.pull()).hasPull()).isTrue();
    }

    /** Else a stranger could try tokens on a stream that was once turned away, and nobody would count it. */
    @Test
    void admission_letInAfterItWasTurnedAway_aStrangerIsAStranger() {
        core.gate.limit(2);
        ClientFrame nobody = CoreFixture.connect("nobody's");
        core.answer(SyncSession.of("in"), nobody);
        SyncSession away = SyncSession.of("away");
        assertRefused(core.answer(away, nobody), Refusal.Code.RATE_LIMITED);
        assertThat(away.isTurnedAway()).isTrue();
        await().until(() -> core.answer(away, nobody).getRefusal().getCode() == Refusal.Code.UNAUTHENTICATED);
        assertThat(away.isTurnedAway()).isFalse();
        assertRefused(core.answer(away, CoreFixture.pull()), Refusal.Code.UNAUTHENTICATED);
    }

    @Test
    void consent_withdrawn_erasesRawContributionsAndRefusesNewOnes() {
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        core.push(session, Samples.pattern(1), Samples.sample(2, List.of("t1")), Samples.pattern(3));
        ServerFrame receipt = core.answer(
                session,
                ClientFrame.newBuilder()
                        .setConsent(ConsentChange.newBuilder()
                                .setConsents(WireCodec.toWire(Consents.NONE.withSample(true))))
                        .build());
        assertThat(receipt.getConsent().getErased()).isEqualTo(2);
        assertThat(core.push(session, Samples.pattern(4)).getPushAck().getRefusedList())
                .hasSize(1);
        assertThat(core.accounting.total().decided().expired()).isEqualTo(2);
        assertThat(core.rounds.runNow(true).votes()).isZero();
        assertThat(core.accounting.total().pending()).isZero();
    }

    @Test
    void complete_hasNoAnswer() {
        SyncSession session = core.session(core.register());
        assertThat(core.protocol.answer(
                        session,
                        ClientFrame.newBuilder()
                                .setComplete(SyncComplete.getDefaultInstance())
                                .build()))
                .isEmpty();
    }

    @Test
    void itemModelOrCatalogue_otherVersion_isNotFound() {
        core.importTitles(3);
        SyncSession session = core.session(core.register());
        assertRefused(
                core.answer(
                        session,
                        ClientFrame.newBuilder()
                                .setItemModel(ItemModelRequest.newBuilder().setVersion(9))
                                .build()),
                Refusal.Code.NOT_FOUND);
        assertRefused(
                core.answer(
                        session,
                        ClientFrame.newBuilder()
                                .setCatalogue(CatalogueRequest.newBuilder().setVersion(9))
                                .build()),
                Refusal.Code.NOT_FOUND);
        assertRefused(
                core.answer(
                        session,
                        ClientFrame.newBuilder()
                                .setCatalogue(CatalogueRequest.newBuilder().setOffset(-1))
                                .build()),
                Refusal.Code.MALFORMED);
    }

    @Test
    void pull_fromAnotherBank_isASnapshot() {
        SyncSession session = core.session(core.register());
        PullResponse pull = core.answer(
                        session,
                        ClientFrame.newBuilder()
                                .setPull(PullRequest.newBuilder()
                                        .setSince(WireCodec.toWire(new BankVersion("another-bank", 17))))
                                .build())
                .getPull();
        assertThat(pull.getSnapshot()).isTrue();
        assertThat(pull.getMore()).isFalse();
    }

    private static void assertRefused(ServerFrame answer, Refusal.Code code) {
        assertThat(answer.getRefusal().getCode()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.getRefusal().getMessage()).isNotBlank().doesNotContain("\n");
    }
}
