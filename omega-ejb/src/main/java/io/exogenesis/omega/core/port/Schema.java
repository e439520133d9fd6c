package io.exogenesis.omega.core.port;

/** The form of what is stored in the database. */
public interface Schema {
    /**
     * Brings the stored form to the version that this Core needs, before anything reads it.
     *
     * @throws io.exogenesis.omega.core.CoreException with one line, if that is not possible
     */
    void migrate();

    /** Version of the stored form, as {@link #migrate} left it. */
    int version();

    /**
     * Brings an empty database to an earlier version, whose rows are to be loaded; {@link #migrate} brings them on.
     *
     * @throws io.exogenesis.omega.core.CoreException with one line, if this Core does not know that version
     */
    void migrateTo(int version);
}
