package io.exogenesis.omega.core.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ConsentChange;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** None of it was in the log of actions. */
class OperatorDeskTest {
    private static final Operator JANE = new Operator("admin", "jane");

    private final CoreFixture core = CoreFixture.inMemory();

    private List<String> log() {
        return core.operatorLog.page(Long.MAX_VALUE, 10).reversed().stream()
                .map(a -> a.kind() + " " + a.subject() + " by " + a.who() + ": " + a.note())
                .toList();
    }

    private static void refused(Refusal.Code code, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void removeViewer_isLoggedWithItsId() {
        Registration viewer = core.register();
        core.desk.removeViewer(viewer.viewerId(), "asked for by its owner", JANE);
        assertThat(core.viewers.mayTakePart(viewer.viewerId())).isFalse();
        assertThat(log())
                .containsExactly("REMOVE_VIEWER " + viewer.viewerId() + " by admin (jane): asked for by its owner");
    }

    @Test
    void removeViewer_unknown_isLoggedAsNotDone() {
        refused(Refusal.Code.NOT_FOUND, () -> core.desk.removeViewer(new ViewerId("nobody"), "", JANE));
        assertThat(log())
                .containsExactly(
                        "REMOVE_VIEWER nobody by admin (jane): ",
                        "REMOVE_VIEWER nobody by admin (jane): not done: there is no viewer nobody");
    }

    // The codes themselves are secrets.
    @Test
    void mintCodes_isLoggedWithTheirNumberOnly() {
        List<String> codes = core.desk.mintCodes(3, "for the shop", JANE);
        assertThat(codes).hasSize(3);
        assertThat(log()).containsExactly("MINT_CODES 3 by admin (jane): for the shop");
        refused(Refusal.Code.MALFORMED, () -> core.desk.mintCodes(EnrolmentCodes.MAX_BATCH + 1, "", JANE));
        assertThat(log()).hasSize(3).last().asString().contains("not done: 1 to ");
    }

    @Test
    void importTitles_isLoggedWithHowMany() {
        core.desk.importTitles(Samples.file("a", Samples.title(1), Samples.title(2)), ImportMode.ADD, "", JANE);
        core.desk.importTitles(Samples.file("b", Samples.title(3)), ImportMode.REPLACE, "spring", JANE);
        assertThat(core.catalogue.status().items()).isEqualTo(1);
        assertThat(log())
                .containsExactly(
                        "IMPORT_TITLES add: 2 added, 0 changed, 0 withdrawn, sha256 " + "a".repeat(64)
                                + " by admin (jane): ",
                        "IMPORT_TITLES replace: 1 added, 0 changed, 2 withdrawn, sha256 " + "b".repeat(64)
                                + " by admin (jane): spring");
    }

    @Test
    void anyOperation_noteThatIsTooLong_isRefusedBeforeAnythingIsDone() {
        Registration viewer = core.register();
        String tooLong = "n".repeat(OperatorAction.MAX_NOTE + 1);
        refused(Refusal.Code.MALFORMED, () -> core.desk.removeViewer(viewer.viewerId(), tooLong, JANE));
        refused(Refusal.Code.MALFORMED, () -> core.desk.mintCodes(1, "a\nb", JANE));
        assertThat(core.viewers.mayTakePart(viewer.viewerId())).isTrue();
        assertThat(log()).isEmpty();
    }

    @Test
    void removeViewer_withContributions_saysWhatWasErased() {
        Registration viewer = core.register();
        core.push(core.session(viewer), Samples.pattern(1), Samples.pattern(2));
        core.viewers.flushSeen();
        assertThat(core.desk.removeViewer(viewer.viewerId(), "", JANE)).satisfies(r -> {
            assertThat(r.contributions()).isEqualTo(2);
            assertThat(r.displayName()).isTrue();
            assertThat(r.lastSeen()).isTrue();
        });
    }

    // What an owner may do at any time no operator can take away; a suspended viewer must not become a louder one.
    @Test
    void consents_ofASuspendedViewer_canBeWithdrawnAndNotGiven() {
        Registration viewer = core.register(Consents.ALL.withAudit(false));
        SyncSession session = core.session(viewer);
        core.push(session, Samples.pattern(1));
        core.desk.suspendViewer(viewer.viewerId(), "", JANE);

        assertThat(core.answer(session, consents(Consents.ALL)).getRefusal().getCode())
                .isEqualTo(Refusal.Code.SUSPENDED);
        assertThat(core.answer(session, consents(Consents.NONE)).getConsent().getErased())
                .isEqualTo(1);
        assertThat(core.viewers.consents(viewer.viewerId())).isEqualTo(Consents.NONE);
    }

    private static ClientFrame consents(Consents consents) {
        return ClientFrame.newBuilder()
                .setConsent(ConsentChange.newBuilder().setConsents(WireCodec.toWire(consents)))
                .build();
    }

    // A suspension that a restart ends, or that a session opened before escapes, is none.
    @Test
    void suspendViewer_untilResumed_refusesPushAndPullAlsoAfterARestart() {
        Registration viewer = core.register();
        SyncSession session = core.session(viewer);
        core.push(session, Samples.pattern(1));
        core.desk.suspendViewer(viewer.viewerId(), "too loud", JANE);
        assertThat(core.push(session, Samples.pattern(2)).getRefusal()).satisfies(r -> {
            assertThat(r.getCode()).isEqualTo(Refusal.Code.SUSPENDED);
            assertThat(r.getRetryAfterMs()).isPositive();
        });
        assertThat(core.registry.status(viewer.viewerId()).orElseThrow().suspendedAt())
                .isPresent();
        assertThat(core.core.getViewerStats().suspended()).isEqualTo(1);

        CoreFixture later = core.killAndRestart();
        SyncSession again = later.session(viewer);
        assertThat(later.push(again, Samples.pattern(2)).getRefusal().getCode()).isEqualTo(Refusal.Code.SUSPENDED);
        assertThat(later.answer(again, CoreFixture.pull()).getRefusal().getCode())
                .isEqualTo(Refusal.Code.SUSPENDED);
        later.desk.resumeViewer(viewer.viewerId(), "", JANE);
        assertThat(later.push(later.session(viewer), Samples.pattern(2))
                        .getPushAck()
                        .getCommittedThroughSeq())
                .isEqualTo(2);
        assertThat(log())
                .containsExactly(
                        "SUSPEND_VIEWER " + viewer.viewerId() + " by admin (jane): too loud",
                        "RESUME_VIEWER " + viewer.viewerId() + " by admin (jane): ");
        refused(Refusal.Code.NOT_FOUND, () -> core.desk.suspendViewer(new ViewerId("nobody"), "", JANE));
    }

    @Test
    void withdrawCodes_open_letsNoDeviceInWithThem() {
        String code = core.desk.mintCodes(2, "", JANE).getFirst();
        String short_ = core.desk
                .mintCodes(1, Optional.of(Duration.ofHours(1)), "", JANE)
                .getFirst();
        assertThat(core.codes.batches(10))
                .extracting(EnrolmentCodes.Batch::expiresAt)
                .containsExactlyInAnyOrder(
                        core.clock.instant().plus(core.settings.registry().codeLifetime()),
                        core.clock.instant().plus(Duration.ofHours(1)));
        assertThat(core.desk.withdrawCodes("leaked", JANE)).isEqualTo(3);
        assertThat(core.codes.open()).isZero();
        for (String withdrawn : List.of(code, short_)) {
            refused(
                    Refusal.Code.UNAUTHENTICATED,
                    () -> core.enrolment.register(withdrawn, Optional.empty(), Consents.ALL));
        }
        assertThat(log()).last().isEqualTo("WITHDRAW_CODES 3 by admin (jane): leaked");
        refused(Refusal.Code.MALFORMED, () -> core.desk.mintCodes(1, Optional.of(Duration.ZERO), "", JANE));
    }

    @Test
    void mintCodes_withALifetime_expireByIt() {
        String code = core.desk
                .mintCodes(1, Optional.of(Duration.ofHours(1)), "", JANE)
                .getFirst();
        core.clock.advance(Duration.ofHours(1));
        refused(Refusal.Code.UNAUTHENTICATED, () -> core.enrolment.register(code, Optional.empty(), Consents.ALL));
        assertThat(core.codes.forgetExpired(10)).isEqualTo(1);
        assertThat(core.codes.open()).isZero();
    }
}
