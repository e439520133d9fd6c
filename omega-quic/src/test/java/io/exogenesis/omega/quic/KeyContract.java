package io.exogenesis.omega.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a peer is: its key, the pins that are held of it, and a key that changes while the listener runs. */
abstract class KeyContract {
    private static final Pin NOBODYS = new Pin("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    abstract Engines engines();

    @TempDir
    Path dir;

    private TestKey next;

    @BeforeEach
    void makeTheNextKey() throws IOException {
        next = TestKey.next(Files.createDirectory(dir.resolve("next")));
    }

    private static void answers(QuicConnection connection) {
        assertThat(connection.exchange(List.of("hello".getBytes(UTF_8)), Fixture.PATIENCE))
                .hasSize(1);
    }

    private static QuicConnection dial(Fixture fixture, Pin... pins) {
        return fixture.dialer.connect(fixture.address(), Pins.of(List.of(pins)), Fixture.PATIENCE);
    }

    private static void isRefused(Fixture fixture, Pin... pins) {
        assertThatThrownBy(() -> {
                    try (QuicConnection wrong = dial(fixture, pins)) {
                        answers(wrong);
                    }
                })
                .isInstanceOfSatisfying(
                        QuicException.class, e -> assertThat(e.kind()).isEqualTo(QuicException.Kind.WRONG_PIN))
                .hasMessageContaining(pins[0].sha256Base64());
    }

    @Test
    void connect_severalPins_anyOfThemWillDoInAnyOrder() {
        try (Fixture fixture = new Fixture(engines(), dir)) {
            Pin shown = fixture.key.pin();
            for (Pin[] pins :
                    new Pin[][] {{shown}, {shown, next.pin()}, {next.pin(), shown}, {NOBODYS, next.pin(), shown}}) {
                try (QuicConnection connection = dial(fixture, pins)) {
                    answers(connection);
                }
            }
        }
    }

    @Test
    void connect_noneOfThePins_refusedAndNoFrameLeaves() {
        try (Fixture fixture = new Fixture(engines(), dir)) {
            isRefused(fixture, NOBODYS, next.pin());
            assertThat(fixture.echo.events).isEmpty();
        }
    }

    @Test
    void useKey_openConnection_goesOnAndNewOnesMeetTheNewKey() {
        try (Fixture fixture = new Fixture(engines(), dir);
                QuicConnection open = fixture.connect()) {
            answers(open);
            fixture.listener.useKey(next.file(), next.password());
            answers(open);
            try (QuicConnection byBackup = dial(fixture, fixture.key.pin(), next.pin())) {
                answers(byBackup);
            }
            isRefused(fixture, fixture.key.pin());
            try (QuicConnection byNew = dial(fixture, next.pin())) {
                answers(byNew);
            }
            answers(open);
        }
    }

    /** A session of the former key would let a peer in that has not shown the new one. */
    @Test
    void useKey_sessionOfTheFormerKey_isNotResumed() {
        try (Fixture fixture = new Fixture(engines(), dir)) {
            try (QuicConnection first = fixture.connect()) {
                answers(first);
            }
            fixture.listener.useKey(next.file(), next.password());
            isRefused(fixture, fixture.key.pin());
        }
    }

    @Test
    void useKey_badFile_theFormerKeyStays() throws IOException {
        Path broken = Files.writeString(dir.resolve("broken.p12"), "no key store");
        try (Fixture fixture = new Fixture(engines(), dir)) {
            assertThatThrownBy(() -> fixture.listener.useKey(broken, next.password()))
                    .isInstanceOfSatisfying(
                            QuicException.class, e -> assertThat(e.kind()).isEqualTo(QuicException.Kind.SETUP))
                    .hasMessageContaining(broken.toString());
            assertThatThrownBy(() -> fixture.listener.useKey(next.file(), "wrong"))
                    .isInstanceOf(QuicException.class);
            assertThatCode(() -> {
                        try (QuicConnection same = fixture.connect()) {
                            answers(same);
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }
}
