package io.exogenesis.omega.core.healing.rules;

import io.exogenesis.omega.core.healing.HealingRule;
import io.exogenesis.omega.core.port.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Transactions fail since the database does not work. A database that was restarted leaves a pool of connections behind that are all
 * dead: they are thrown away. A database that is not there stays away until somebody brings it back.
 */
@Singleton
public class DatabaseAwayRule implements HealingRule {
    private final Database database;

    @Inject
    public DatabaseAwayRule(Database database) {
        this.database = database;
    }

    @Override
    public String fault() {
        return "database-away";
    }

    @Override
    public Optional<Symptom> look() {
        return database.trouble().map(line -> new Symptom("the newest transaction failed: " + line));
    }

    @Override
    public Remedy heal(Symptom symptom) {
        database.reopen();
        return new Remedy(
                "threw the former connections to the database away and tried a transaction with a new one",
                "transactions go through again; what was rolled back is tried again by whoever asked for it");
    }
}
