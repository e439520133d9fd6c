package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.web.quic.QuicEndpoint;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Publishes the Core once its pages and API are up, which is after every bean that starts by itself, and says on the console
 * where to look.
 */
@WebListener
public class ReadyLine implements ServletContextListener {
    @Inject
    QuicEndpoint quic;

    @Inject
    ServerIdentity identity;

    @Override
    @SuppressWarnings("SystemOut") // the one line that a person who starts the Core waits for
    public void contextInitialized(ServletContextEvent event) {
        if (quic.publish()) {
            System.out.println("Omega Core is up: " + identity.http() + "/ (this machine), " + identity.https() + ", "
                    + identity.quic());
        }
    }
}
