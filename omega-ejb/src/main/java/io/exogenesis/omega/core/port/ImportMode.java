package io.exogenesis.omega.core.port;

/** What an import does with titles that there are already. */
public enum ImportMode {
    /** They stay; one that the import names must be the same in it. */
    ADD,
    /** They change to what the import says; those that it does not name are withdrawn. */
    REPLACE
}
