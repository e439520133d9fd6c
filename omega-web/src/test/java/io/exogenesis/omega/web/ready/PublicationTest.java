package io.exogenesis.omega.web.ready;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.lifecycle.Bootstrap;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private final Published published = new Published();
    private boolean answers;
    private boolean diskFull;
    private boolean fileIsThere;

    /** Would catch a file that stands before anybody answers, and one that never comes. */
    @Test
    void start_doorsAnswerLater_theFileComesThen_andGoesAtTheStop() {
        published.start();
        assertThat(fileIsThere).isFalse();
        published.next();
        published.next();
        assertThat(fileIsThere).isFalse();

        answers = true;
        published.next();
        assertThat(fileIsThere).isTrue();
        assertThat(published.scheduled).isEmpty();

        published.stop();
        assertThat(fileIsThere).isFalse();
    }

    /** Would catch a Core that cannot be found for good because the disk was full for a minute. */
    @Test
    void publish_fileCannotBeWritten_isTriedAgain() {
        answers = true;
        diskFull = true;
        published.start();
        published.next();
        assertThat(fileIsThere).isFalse();

        diskFull = false;
        published.next();
        assertThat(fileIsThere).isTrue();
    }

    @Test
    void stop_beforeTheDoorsAnswered_nothingIsWrittenAfterwards() {
        published.start();
        published.stop();
        answers = true;
        published.next();

        assertThat(fileIsThere).isFalse();
    }

    @Test
    void start_ofACoreThatFailed_asksNobody() {
        published.lifecycle = new CoreLifecycle();
        published.start();

        assertThat(published.scheduled).isEmpty();
    }

    private final class Published extends Publication {
        final List<Runnable> scheduled = new ArrayList<>();

        Published() {
            CoreSettings settings = CoreSettings.of(Path.of("nowhere"));
            clock = InstantSource.system();
            random = new Random(1);
            identity = new ServerIdentity(settings);
            lifecycle = new CoreLifecycle() {
                @Override
                public boolean isStarted() {
                    return true;
                }
            };
            doors = new DoorProbe() {
                @Override
                void check() {
                    if (!answers) {
                        throw new CoreException("the HTTP port 9080 does not answer: refused");
                    }
                }
            };
            bootstrap = new Bootstrap(settings, new Keys(settings), identity, clock) {
                @Override
                public void publish() {
                    if (diskFull) {
                        throw new CoreException("the disk is full");
                    }
                    fileIsThere = true;
                }

                @Override
                public void remove() {
                    fileIsThere = false;
                }
            };
        }

        void next() {
            scheduled.removeFirst().run();
        }

        @Override
        void later(Duration pause, Runnable attempt) {
            scheduled.add(attempt);
        }
    }
}
