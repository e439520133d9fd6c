package io.exogenesis.omega.core.config;

/** @param builtin {@code omega.catalogue.builtin}: whether an empty catalogue is filled with the built-in titles */
public record CatalogueSettings(boolean builtin) {
    public static final CatalogueSettings DEFAULTS = new CatalogueSettings(true);
}
