package io.exogenesis.omega.core.adapter.jpa;

/**
 * PostgreSQL. A deleted row stays in its page until something else takes the place; rewriting the table puts what lives into a new
 * file and deletes the old one. The write-ahead log is the database operator's: only a superuser may touch it, and the server uses
 * its files again after some checkpoints.
 */
record PostgresqlDialect() implements Dialect {
    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String migrations() {
        return "classpath:db/migration/postgresql";
    }

    /** Unlike VACUUM FULL, which does the same, CLUSTER runs in a transaction, and the container gives no connection without one. */
    @Override
    public void scrub(UnitOfWork unit, String table) {
        unit.call(em -> em.createNativeQuery("CLUSTER " + table + " USING " + table + "_pkey")
                .executeUpdate());
    }
}
