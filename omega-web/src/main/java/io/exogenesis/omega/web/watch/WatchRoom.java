package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.config.CoreSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/** The evenings of this Core and the host of their agents. */
@Singleton
class WatchRoom {
    private static final System.Logger LOG = System.getLogger(WatchRoom.class.getName());

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

    /** Before the first evening, once. What cannot be deleted stays until the next start; new homes have names of their own. */
    synchronized void clean() {
        if (!cleaned) {
            cleaned = true;
            try {
                host.clean();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "homes of former evenings could not be deleted", e);
            }
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
