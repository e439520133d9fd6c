package io.exogenesis.omega.web.tls;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.lifecycle.Bootstrap;
import io.exogenesis.omega.core.lifecycle.CoreLifecycle;
import io.exogenesis.omega.core.tls.TlsKeys;
import io.exogenesis.omega.web.quic.QuicEndpoint;
import io.exogenesis.omega.web.ready.HttpsKey;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at the files of the certificate while the application runs, and names the doors to {@link TlsKeys}. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TlsWatch {
    private static final Logger LOG = Logger.getLogger(TlsWatch.class.getName());

    @Inject
    CoreSettings settings;

    @Inject
    CoreLifecycle lifecycle;

    @Inject
    TlsKeys keys;

    @Inject
    QuicEndpoint quic;

    @Inject
    HttpsKey https;

    @Inject
    Bootstrap bootstrap;

    @Resource
    ManagedScheduledExecutorService threads;

    private @Nullable ScheduledFuture<?> looks;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public TlsWatch() {}

    @SuppressWarnings("NullAway.Init") // the container has filled the fields by now
    @PostConstruct
    void start() {
        if (!lifecycle.isStarted()) {
            return;
        }
        keys.enrol(quic::useKey);
        keys.enrol((keyStore, password) -> bootstrap.renew());
        keys.enrol((keyStore, password) -> https.awaitCurrent());
        long pause = settings.tls().checkInterval().toMillis();
        looks = threads.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            keys.look();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the files of the certificate could not be looked at", e);
        }
    }

    @PreDestroy
    void stop() {
        ScheduledFuture<?> now = looks;
        if (now != null) {
            now.cancel(false);
        }
    }
}
