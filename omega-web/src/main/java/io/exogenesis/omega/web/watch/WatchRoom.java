package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.config.CoreSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The evenings of this Core and the host of their agents. */
@Singleton
class WatchRoom {
    private final AgentHost host;
    private final Evenings evenings;
    private boolean cleaned;

    @Inject
    WatchRoom(CoreSettings settings, AgentHost host, InstantSource clock) {
        this.host = host;
        this.evenings = new Evenings(
                settings.watch(),
                clock,
                this::open,
                work -> Thread.ofVirtual().name("omega-watch-end").start(work));
    }

    /** Before the first evening, once. */
    synchronized void clean() {
        if (!cleaned) {
            host.clean();
            cleaned = true;
        }
    }

    private Evening open() {
        clean();
        return host.open();
    }

    Evenings evenings() {
        return evenings;
    }

    Titles titles() {
        clean();
        return host.titles();
    }

    void close() {
        evenings.close();
        host.close();
    }
}
