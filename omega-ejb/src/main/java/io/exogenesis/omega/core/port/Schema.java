package io.exogenesis.omega.core.port;

/** The form of what is stored in the database. */
public interface Schema {
    /**
     * Brings the stored form to the version that this Core needs, before anything reads it.
     *
     * @throws io.exogenesis.omega.core.CoreException with one line, if that is not possible
     */
    void migrate();
}
