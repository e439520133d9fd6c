package io.exogenesis.omega.web.sse;

import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/** Defines {@link StreamThreads} for the whole module. */
@ApplicationScoped
@ManagedExecutorDefinition(name = "java:module/omega/streams", virtual = true, qualifiers = StreamThreads.class)
class StreamExecutor {}
