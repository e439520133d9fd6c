package io.exogenesis.omega.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The HTTP API, under {@code /api}. */
@ApplicationPath("/api")
public class OmegaApplication extends Application {}
