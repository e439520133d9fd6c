package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.Background;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** What the container lends: data source and threads. */
@Singleton
class ContainerResources {
    @Resource(lookup = "jdbc/omega")
    DataSource database;

    @Resource
    ManagedExecutorService threads;

    @SuppressWarnings("NullAway.Init") // filled by the container
    ContainerResources() {}

    @Produces
    DataSource database() {
        return database;
    }

    @Produces
    @Singleton
    Background background() {
        return new Background(threads);
    }
}
