package io.exogenesis.omega.web.ready;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Begins to publish the Core after every bean that starts by itself, and ends it first of all. */
@WebListener
public class PublicationListener implements ServletContextListener {
    @Inject
    Publication publication;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        publication.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        publication.stop();
    }
}
