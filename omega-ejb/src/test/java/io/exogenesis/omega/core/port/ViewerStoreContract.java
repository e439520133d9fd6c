package io.exogenesis.omega.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.ViewerStore.ViewerRow;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ViewerStore} does. */
public abstract class ViewerStoreContract {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Instant LONG_AGO = T0.minusSeconds(1_000_000);

    protected abstract ViewerStore store();

    private static ViewerRow row(String id, Instant at) {
        return new ViewerRow(
                new ViewerId(id),
                Optional.of("Küche TV"),
                Consents.NONE.withPatterns(true).withAudit(true),
                at,
                Optional.empty(),
                Optional.empty());
    }

    private static String hash(int n) {
        return "%064x".formatted(n);
    }

    @Test
    void enrol_withOpenCode_addsTheRowAsItIs() {
        store().addCodes(List.of(hash(1)), T0);
        assertThat(store().enrol(hash(1), LONG_AGO, row("v1", T0))).isTrue();
        assertThat(store().find(new ViewerId("v1"))).contains(row("v1", T0));
        assertThat(store().codes()).isZero();
    }

    // A code that lets two devices in would make identities free.
    @Test
    void enrol_withUsedOrUnknownCode_changesNothing() {
        store().addCodes(List.of(hash(1), hash(2)), T0);
        assertThat(store().enrol(hash(1), LONG_AGO, row("v1", T0))).isTrue();
        assertThat(store().enrol(hash(1), LONG_AGO, row("v2", T0))).isFalse();
        assertThat(store().enrol(hash(9), LONG_AGO, row("v3", T0))).isFalse();
        assertThat(store().page(0, 10_000)).hasSize(1);
        assertThat(store().codes()).isEqualTo(1);
    }

    @Test
    void page_isOldestFirst() {
        store().addCodes(List.of(hash(1), hash(2), hash(3)), T0);
        store().enrol(hash(1), LONG_AGO, row("b", T0.plusSeconds(5)));
        store().enrol(hash(2), LONG_AGO, row("c", T0));
        store().enrol(hash(3), LONG_AGO, row("a", T0.plusSeconds(9)));
        assertThat(store().page(0, 10_000)).extracting(r -> r.id().value()).containsExactly("c", "b", "a");
        assertThat(store().page(1, 1)).extracting(r -> r.id().value()).containsExactly("b");
        assertThat(store().page(2, 5)).extracting(r -> r.id().value()).containsExactly("a");
        assertThat(store().page(3, 5)).isEmpty();
    }

    @Test
    void changes_ofOneViewer_areKept() {
        store().addCodes(List.of(hash(1), hash(2)), T0);
        store().enrol(hash(1), LONG_AGO, row("v1", T0));
        store().enrol(hash(2), LONG_AGO, row("v2", T0));
        store().changeConsents(new ViewerId("v1"), Consents.ALL);
        store().seen(Map.of(new ViewerId("v1"), T0.plusSeconds(7), new ViewerId("nobody"), T0));
        store().revoke(new ViewerId("v2"), T0.plusSeconds(8));
        ViewerRow v1 = store().find(new ViewerId("v1")).orElseThrow();
        assertThat(v1.consents()).isEqualTo(Consents.ALL);
        assertThat(v1.lastSeen()).contains(T0.plusSeconds(7));
        assertThat(v1.revokedAt()).isEmpty();
        ViewerRow v2 = store().find(new ViewerId("v2")).orElseThrow();
        assertThat(v2.revokedAt()).contains(T0.plusSeconds(8));
        assertThat(v2.displayName()).isEmpty();
        assertThat(v2.consents()).isEqualTo(Consents.NONE);
    }

    // Each has a column of its own: two that were mixed up would pass where all are given or none is.
    @Test
    void changeConsents_toAnyOfThem_isKeptAsItIs() {
        ViewerId id = new ViewerId("v1");
        store().addCodes(List.of(hash(1)), T0);
        store().enrol(hash(1), LONG_AGO, row("v1", T0));
        for (int bits = 0; bits < 32; bits++) {
            Consents consents = Consents.NONE
                    .withPatterns((bits & 1) != 0)
                    .withSample((bits & 2) != 0)
                    .withAudit((bits & 4) != 0)
                    .withMetrics((bits & 8) != 0)
                    .withLargeSample((bits & 16) != 0);
            store().changeConsents(id, consents);
            assertThat(store().find(id).orElseThrow().consents()).isEqualTo(consents);
            assertThat(store().page(0, 1).getFirst().consents()).isEqualTo(consents);
        }
    }

    // Whoever consents to nothing leaves nothing but the row itself behind.
    @Test
    void changeConsents_toNone_clearsNameAndLastSeen() {
        ViewerId id = new ViewerId("v1");
        store().addCodes(List.of(hash(1)), T0);
        store().enrol(hash(1), LONG_AGO, row("v1", T0));
        store().seen(Map.of(id, T0.plusSeconds(7)));
        store().changeConsents(id, Consents.NONE);
        store().seen(Map.of(id, T0.plusSeconds(9)));
        ViewerRow row = store().find(id).orElseThrow();
        assertThat(row.displayName()).isEmpty();
        assertThat(row.lastSeen()).isEmpty();
        assertThat(row.registeredAt()).isEqualTo(T0);
    }

    @Test
    void revoke_again_keepsTheFirstTime() {
        ViewerId id = new ViewerId("v1");
        store().addCodes(List.of(hash(1)), T0);
        store().enrol(hash(1), LONG_AGO, row("v1", T0));
        store().revoke(id, T0.plusSeconds(1));
        store().revoke(id, T0.plusSeconds(2));
        assertThat(store().find(id).orElseThrow().revokedAt()).contains(T0.plusSeconds(1));
    }

    @Test
    void unknownViewer_isEmpty_andChangingItIsHarmless() {
        store().changeConsents(new ViewerId("nobody"), Consents.ALL);
        store().revoke(new ViewerId("nobody"), T0);
        assertThat(store().find(new ViewerId("nobody"))).isEmpty();
    }

    // A consent that comes behind the removal once brought the consents back.
    @Test
    void changeConsents_ofARemovedViewer_changesNothing() {
        ViewerId id = new ViewerId("v1");
        store().addCodes(List.of(hash(1)), T0);
        store().enrol(hash(1), LONG_AGO, row("v1", T0));
        store().revoke(id, T0.plusSeconds(1));
        store().changeConsents(id, Consents.ALL);
        assertThat(store().find(id).orElseThrow().consents()).isEqualTo(Consents.NONE);
    }

    @Test
    void enrol_withExpiredCode_changesNothing() {
        store().addCodes(List.of(hash(1)), T0);
        assertThat(store().enrol(hash(1), T0, row("v1", T0))).isFalse();
        assertThat(store().codes()).isEqualTo(1);
        assertThat(store().enrol(hash(1), T0.minusMillis(1), row("v1", T0))).isTrue();
    }

    @Test
    void forgetCodes_takesTheOldestFirst_andNoMoreThanAsked() {
        store().addCodes(List.of(hash(1), hash(2)), T0.plusSeconds(1));
        store().addCodes(List.of(hash(3)), T0);
        store().addCodes(List.of(hash(4)), T0.plusSeconds(2));
        assertThat(store().forgetCodes(T0.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(store().enrol(hash(3), LONG_AGO, row("v3", T0))).isFalse();
        assertThat(store().forgetCodes(T0.plusSeconds(1), 10)).isEqualTo(2);
        assertThat(store().forgetCodes(T0.plusSeconds(1), 10)).isZero();
        assertThat(store().enrol(hash(4), LONG_AGO, row("v4", T0))).isTrue();
    }

    @Test
    void delete_takesRemovedViewersOnly() {
        store().addCodes(List.of(hash(1), hash(2), hash(3)), T0);
        for (int i = 1; i <= 3; i++) {
            store().enrol(hash(i), LONG_AGO, row("v" + i, T0));
        }
        store().revoke(new ViewerId("v2"), T0.plusSeconds(2));
        store().revoke(new ViewerId("v1"), T0.plusSeconds(3));
        assertThat(store().revoked(T0.plusSeconds(1), 9)).isEmpty();
        assertThat(store().revoked(T0.plusSeconds(2), 9))
                .extracting(r -> r.id().value())
                .containsExactly("v2");
        assertThat(store().revoked(T0.plusSeconds(3), 9))
                .extracting(r -> r.id().value())
                .containsExactly("v2", "v1");
        assertThat(store().revoked(T0.plusSeconds(3), 1))
                .extracting(r -> r.id().value())
                .containsExactly("v2");
        store().delete(List.of(new ViewerId("v2"), new ViewerId("v3"), new ViewerId("nobody")));
        assertThat(store().page(0, 10_000)).extracting(r -> r.id().value()).containsExactlyInAnyOrder("v1", "v3");
    }

    // More than one transaction's worth.
    @Test
    void seen_ofManyViewers_isKeptForEach() {
        List<String> hashes =
                IntStream.range(0, 1_100).mapToObj(ViewerStoreContract::hash).toList();
        store().addCodes(hashes, T0);
        Map<ViewerId, Instant> seen = new HashMap<>();
        for (int i = 0; i < hashes.size(); i++) {
            store().enrol(hashes.get(i), LONG_AGO, row("v" + i, T0));
            seen.put(new ViewerId("v" + i), T0.plusSeconds(i));
        }
        store().seen(seen);
        assertThat(store().page(0, 10_000))
                .allSatisfy(r -> assertThat(r.lastSeen()).contains(seen.get(r.id())));
    }
}
