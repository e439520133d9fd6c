package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.lab.heal.subject.Database;
import io.exogenesis.omega.lab.heal.subject.Subject;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The database was shut down and is back, as after a restart of its server: the connections that the pool keeps are dead, and it lends
 * them on. Sometimes the database is not there at all for some moments, too.
 */
final class DatabaseAway implements Fault {
    /** Beyond, nobody could be back within five seconds. */
    private static final int LONGEST_MILLIS = 2_000;

    private final Database database;
    private final SplittableRandom random;

    DatabaseAway(Subject subject, SplittableRandom random) {
        this.database = subject.surroundings().database();
        this.random = random;
    }

    @Override
    public String inject() {
        int away = random.nextInt(3) == 0 ? random.nextInt(LONGEST_MILLIS) : 0;
        database.restart(away);
        return away == 0
                ? "the database was restarted; the pool's connections are dead"
                : "the database was away for " + away + " ms; the pool's connections are dead";
    }

    @Override
    public List<String> broken() {
        return database.pool().hasDead() ? List.of("the pool lends dead connections") : List.of();
    }
}
