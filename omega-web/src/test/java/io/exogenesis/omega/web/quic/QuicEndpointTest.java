package io.exogenesis.omega.web.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.lifecycle.Bootstrap;
import io.exogenesis.omega.quic.QuicListener;
import io.exogenesis.omega.quic.QuicStats;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class QuicEndpointTest {
    private final QuicEndpoint endpoint = new QuicEndpoint();
    private final Port port = new Port();

    /** Would catch a port that stays open behind a Core that did not come up. */
    @Test
    void publish_fileCannotBeWritten_closesThePortAndSaysWhy() {
        endpoint.opened(port);
        endpoint.bootstrap = publishing(() -> {
            throw new CoreException("the disk is full");
        });

        assertThatThrownBy(endpoint::publish).isInstanceOf(CoreException.class);

        assertThat(port.closed).isTrue();
        assertThat(endpoint.port()).isEmpty();
        assertThat(endpoint.failure()).contains("the disk is full");
    }

    /** A bootstrap file without QUIC would lead agents to a port where nobody answers. */
    @Test
    void publish_withoutAListener_writesNothing() {
        endpoint.bootstrap = publishing(() -> {
            throw new AssertionError("published");
        });

        assertThat(endpoint.publish()).isFalse();
    }

    private static Bootstrap publishing(Runnable work) {
        CoreSettings settings = CoreSettings.of(Path.of("nowhere"));
        return new Bootstrap(settings, new Keys(settings), new ServerIdentity(settings), InstantSource.system()) {
            @Override
            public void publish() {
                work.run();
            }
        };
    }

    private static final class Port implements QuicListener {
        boolean closed;

        @Override
        public int port() {
            return 4433;
        }

        @Override
        public long connections() {
            return 0;
        }

        @Override
        public QuicStats stats() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
