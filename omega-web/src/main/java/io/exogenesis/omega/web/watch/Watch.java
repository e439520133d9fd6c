package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.config.CoreSettings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cleans up after a former process, ends evenings whose time is over, and ends all of them with the application. */
@WebListener
public class Watch implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(Watch.class.getName());
    /** An evening ends so much later than its idle time says, at most. */
    private static final long TICK_SECONDS = 20;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("omega-watch-timer").factory());

    @Inject
    CoreSettings settings;

    @Inject
    WatchRoom room;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public Watch() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        timer.execute(room::clean);
        if (settings.watch().enabled()) {
            var _ = timer.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void tick() {
        try {
            room.evenings().expire();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "an evening could not be ended", e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        timer.shutdownNow();
        room.close();
    }
}
