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

    private void enrolled(ViewerRow... rows) {
        for (int i = 0; i < rows.length; i++) {
            store().addCodes(List.of(hash(500 + i)), T0);
            assertThat(store().enrol(hash(500 + i), LONG_AGO, rows[i])).isTrue();
        }
    }

    private static ViewerRow named(String id, Instant at, String name) {
        return new ViewerRow(new ViewerId(id), Optional.of(name), Consents.ALL, at, Optional.empty(), Optional.empty());
    }

    private static List<String> ids(List<ViewerRow> rows) {
        return rows.stream().map(r -> r.id().value()).toList();
    }

    // With an offset, a row that goes between two pages makes the reader miss another.
    @Test
    void pageBehindAPlace_rowsComeAndGoBetweenPages_missesAndRepeatsNone() {
        enrolled(row("b", T0), row("a", T0), row("d", T0.plusSeconds(1)), row("c", T0.plusSeconds(2)));
        List<ViewerRow> first = store().page(Optional.empty(), "", 2);
        assertThat(ids(first)).containsExactly("a", "b");
        store().revoke(new ViewerId("a"), T0);
        store().delete(List.of(new ViewerId("a")));
        store().addCodes(List.of(hash(7)), T0);
        store().enrol(hash(7), LONG_AGO, row("e", T0.plusSeconds(3)));
        assertThat(ids(store().page(Optional.of(first.getLast().place()), "", 10)))
                .containsExactly("d", "c", "e");
    }

    @Test
    void pageBehindAPlace_search_findsBeginningsOfIdsAndPartsOfNamesLiterally() {
        enrolled(
                named("tv-1", T0, "Kitchen"),
                named("tv_2", T0.plusSeconds(1), "100% Bath"),
                named("pad", T0.plusSeconds(2), "the tv-set"));
        assertThat(ids(store().page(Optional.empty(), "tv-", 10))).containsExactly("tv-1", "pad");
        assertThat(ids(store().page(Optional.empty(), "tv_", 10))).containsExactly("tv_2");
        assertThat(ids(store().page(Optional.empty(), "0% bA", 10))).containsExactly("tv_2");
        assertThat(store().page(Optional.empty(), "v-1", 10)).isEmpty();
        assertThat(store().page(Optional.empty(), "!", 10)).isEmpty();
    }

    @Test
    void suspend_andResume_keepTheFirstTimeAndEverythingElse() {
        enrolled(row("v", T0));
        ViewerId id = new ViewerId("v");
        store().suspend(id, T0.plusSeconds(5));
        store().suspend(id, T0.plusSeconds(9));
        store().suspend(new ViewerId("nobody"), T0);
        store().seen(Map.of(id, T0.plusSeconds(6)));
        store().changeConsents(id, Consents.ALL);
        assertThat(store().find(id).orElseThrow()).satisfies(r -> {
            assertThat(r.suspendedAt()).contains(T0.plusSeconds(5));
            assertThat(r.displayName()).isPresent();
            assertThat(r.consents()).isEqualTo(Consents.ALL);
        });
        store().resume(id);
        assertThat(store().find(id).orElseThrow().suspendedAt()).isEmpty();
        store().revoke(id, T0);
        store().suspend(id, T0);
        assertThat(store().find(id).orElseThrow().suspendedAt()).isEmpty();
    }

    @Test
    void codes_withAnExpiryOfTheirOwn_followItAndNotTheSetting() {
        store().addCodes(List.of(hash(1), hash(2)), T0, T0.plusSeconds(60));
        store().addCodes(List.of(hash(3)), T0.plusSeconds(1));
        assertThat(store().codeBatches(10)).satisfies(batches -> {
            assertThat(batches).hasSize(2);
            assertThat(batches.getFirst().expiresAt()).isEmpty();
            assertThat(batches.getLast().madeAt()).isEqualTo(T0);
            assertThat(batches.getLast().expiresAt()).contains(T0.plusSeconds(60));
            assertThat(batches.getLast().open()).isEqualTo(2);
        });
        // good though it is older than the setting allows
        assertThat(store().enrol(hash(1), T0.plusSeconds(100), row("v1", T0.plusSeconds(59))))
                .isTrue();
        assertThat(store().enrol(hash(2), LONG_AGO, row("v2", T0.plusSeconds(60))))
                .isFalse();
        assertThat(store().forgetCodes(T0, 10)).isZero();
        assertThat(store().forgetExpiredCodes(T0.plusSeconds(59), 10)).isZero();
        assertThat(store().forgetExpiredCodes(T0.plusSeconds(60), 10)).isEqualTo(1);
        assertThat(store().codes()).isEqualTo(1);
    }
}
