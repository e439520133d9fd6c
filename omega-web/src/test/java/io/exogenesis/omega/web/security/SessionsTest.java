package io.exogenesis.omega.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final String ADMIN = "admin-token";

    private final Set<String> withdrawn = new HashSet<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Sessions sessions = new Sessions(this::judged, () -> now);

    private Principal judged(String token) {
        if (withdrawn.contains(token) || token.isBlank()) {
            throw new RefusedException(Refusal.Code.UNAUTHENTICATED, "it does not hold");
        }
        String group = token.equals(ADMIN) ? Principal.ADMIN : Principal.VIEWER;
        return new Principal(token, Set.of(group), Instant.EPOCH, Instant.MAX, "id", Principal.Issuer.CORE);
    }

    private void later(Duration by) {
        now = now.plus(by);
    }

    @Test
    void open_byTheOperator_isFoundByItsSecretAlone() {
        Sessions.Opened opened = sessions.open(ADMIN);

        assertThat(sessions.find(opened.secret())).hasValueSatisfying(o -> {
            assertThat(o.principal().subject()).isEqualTo(ADMIN);
            assertThat(o.csrf()).isEqualTo(opened.csrf());
        });
        assertThat(sessions.find(opened.csrf())).isEmpty();
        assertThat(sessions.find("")).isEmpty();
        assertThat(opened.secret()).hasSizeGreaterThan(40).isNotEqualTo(opened.csrf());
    }

    @Test
    void open_byAViewerOrByNobody_isRefused() {
        assertThatThrownBy(() -> sessions.open("a viewer's")).isInstanceOf(ForbiddenCallException.class);
        assertThatThrownBy(() -> sessions.open(" ")).isInstanceOf(RefusedException.class);
        assertThat(sessions.count()).isZero();
    }

    @Test
    void find_unusedForHalfAnHour_isOver_usedItIsNot() {
        Sessions.Opened idle = sessions.open(ADMIN);
        Sessions.Opened busy = sessions.open(ADMIN);
        later(Sessions.IDLE.minusSeconds(1));
        assertThat(sessions.find(busy.secret())).isPresent();

        later(Duration.ofSeconds(1));

        assertThat(sessions.find(idle.secret())).isEmpty();
        assertThat(sessions.find(busy.secret())).isPresent();
    }

    @Test
    void find_afterAWorkingDay_isOverHoweverBusy() {
        Sessions.Opened opened = sessions.open(ADMIN);
        Instant end = now.plus(Sessions.LIFE);
        while (now.isBefore(end.minusSeconds(60))) {
            assertThat(sessions.find(opened.secret())).isPresent();
            later(Duration.ofMinutes(1));
        }
        later(Duration.ofMinutes(1));

        assertThat(sessions.find(opened.secret())).isEmpty();
    }

    @Test
    void changing_withoutItsCsrf_isForbidden_andTheSessionStays() {
        Sessions.Opened opened = sessions.open(ADMIN);
        Sessions.Opened other = sessions.open(ADMIN);

        assertThatThrownBy(() -> sessions.changing(opened.secret(), "")).isInstanceOf(ForbiddenCallException.class);
        assertThatThrownBy(() -> sessions.changing(opened.secret(), other.csrf()))
                .isInstanceOf(ForbiddenCallException.class);
        assertThat(sessions.changing(opened.secret(), opened.csrf()).principal().isAdmin())
                .isTrue();
    }

    @Test
    void changing_afterSigningOut_isUnauthenticated() {
        Sessions.Opened opened = sessions.open(ADMIN);
        sessions.end(opened.secret());

        assertThatThrownBy(() -> sessions.changing(opened.secret(), opened.csrf()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("sign in again");
    }

    @Test
    void find_afterItsTokenWasWithdrawn_isOverForGood() {
        Sessions.Opened opened = sessions.open(ADMIN);
        withdrawn.add(ADMIN);
        assertThat(sessions.find(opened.secret())).isEmpty();
        withdrawn.clear();

        assertThat(sessions.find(opened.secret())).isEmpty();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void open_moreThanThereIsRoomFor_endsTheOneThatWasIdleForLongest() {
        Sessions.Opened first = sessions.open(ADMIN);
        Sessions.Opened second = sessions.open(ADMIN);
        later(Duration.ofSeconds(1));
        assertThat(sessions.find(first.secret())).isPresent();

        for (int i = 0; i < Sessions.MOST - 1; i++) {
            later(Duration.ofSeconds(1));
            sessions.open(ADMIN);
        }

        assertThat(sessions.count()).isEqualTo(Sessions.MOST);
        assertThat(sessions.find(second.secret())).isEmpty();
        assertThat(sessions.find(first.secret())).isPresent();
    }
}
