package io.exogenesis.omega.core.healing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.door.ConnectionDoor;
import io.exogenesis.omega.core.door.Doors;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.ingest.RateLimits;
import io.exogenesis.omega.core.ingest.RateLimits.Kind;
import io.exogenesis.omega.wire.v1.Refusal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionStormRuleTest {
    private final TestClock clock = new TestClock();
    private final RateLimits limits = new RateLimits(CoreSettings.of(Path.of("nowhere")), clock);
    private final Doors doors = new Doors();
    private final ConnectionStormRule rule = new ConnectionStormRule(limits, doors);
    private int callers;

    private boolean isLetThrough(Kind kind) {
        int n = callers++;
        try {
            limits.address(InetAddress.getByAddress(new byte[] {9, (byte) (n >> 16), (byte) (n >> 8), (byte) n}), kind);
            return true;
        } catch (RefusedException e) {
            assertThat(e.code()).isEqualTo(Refusal.Code.RATE_LIMITED);
            assertThat(e.retryAfter()).isPositive();
            return false;
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** How many of those who come within these seconds are let through, each from an address of its own. */
    private int letThrough(int seconds, int eachSecond) {
        int through = 0;
        for (int s = 0; s < seconds; s++) {
            for (int i = 0; i < eachSecond; i++) {
                through += isLetThrough(Kind.STRANGER) ? 1 : 0;
            }
            clock.advance(Duration.ofSeconds(1));
        }
        return through;
    }

    @Test
    void heal_stormOfStrangers_fewAreLetThrough_untilItIsCalm() {
        assertThat(letThrough(10, 300)).isEqualTo(3_000);
        assertThat(rule.look()).isEmpty();
        letThrough(5, 1_000);
        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains("callers without a token come each second");

        rule.heal(seen);
        assertThat(rule.look()).isEmpty();
        assertThat(letThrough(30, 1_000)).isBetween(290, 310);
        assertThat(isLetThrough(Kind.REQUEST)).as("a viewer").isTrue();
        assertThat(rule.look()).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        assertThat(letThrough(2, 300)).isEqualTo(600);
        assertThat(rule.look()).isEmpty();
    }

    /** Would catch a storm that goes on behind the end of the first minute. */
    @Test
    void look_stormOutlastsTheMinute_isSeenAgain() {
        letThrough(5, 1_000);
        rule.heal(rule.look().orElseThrow());
        letThrough(61, 1_000);
        assertThat(rule.look()).isPresent();
    }

    @Test
    void heal_aDoorIsNearlyFull_thoseWhoNeverConnectedLeave() {
        Door door = new Door(95, 10);
        doors.enrol(door);
        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).startsWith("95 %");
        assertThat(rule.heal(seen).action()).contains("closed 85 connections");
        assertThat(rule.look()).isEmpty();
        assertThat(limits.shedsStrangers()).isTrue();
    }

    /** Would catch viewers who are thrown out so that the door looks well. */
    @Test
    void heal_allConnectionsAreOfViewers_theFaultStaysSeen() {
        Door door = new Door(95, 95);
        doors.enrol(door);
        rule.heal(rule.look().orElseThrow());
        assertThat(door.open).isEqualTo(95);
        assertThat(rule.look()).isPresent();
    }

    @Test
    void heal_doorFails_throws() {
        Door door = new Door(95, 10);
        doors.enrol(door);
        door.broken = true;
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen)).hasMessage("the door does not answer");
        assertThat(rule.look()).isPresent();
        assertThat(limits.shedsStrangers()).isTrue();
    }

    private static final class Door implements ConnectionDoor {
        private long open;
        private final int viewers;
        private boolean broken;

        Door(long open, int viewers) {
            this.open = open;
            this.viewers = viewers;
        }

        @Override
        public long open() {
            return open;
        }

        @Override
        public long most() {
            return 100;
        }

        @Override
        public int closeStrangers(Duration age) {
            if (broken) {
                throw new IllegalStateException("the door does not answer");
            }
            int closed = (int) open - viewers;
            open = viewers;
            return closed;
        }
    }
}
