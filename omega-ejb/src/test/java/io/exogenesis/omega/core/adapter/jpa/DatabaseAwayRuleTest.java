package io.exogenesis.omega.core.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.healing.HealingRule.Symptom;
import io.exogenesis.omega.core.healing.rules.DatabaseAwayRule;
import io.exogenesis.omega.core.port.StoreUnavailableException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class DatabaseAwayRuleTest {
    /** The connections in the pool are those of a database that is gone. */
    private boolean poolIsDead;

    private boolean databaseIsAway;
    private final JtaUnitOfWork unit =
            new JtaUnitOfWork(new Transaction(), new RecordingMetrics(), new TestClock(), () -> poolIsDead = false);
    private final DatabaseAwayRule rule = new DatabaseAwayRule(unit);

    private class Transaction extends JtaTransaction {
        @Override
        public <T> T call(Function<EntityManager, T> work) {
            if (poolIsDead || databaseIsAway) {
                throw new PersistenceException(new SQLException("This connection has been closed.", "08003"));
            }
            return work.apply((EntityManager) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (p, m, arguments) -> null));
        }
    }

    private int transaction(int result) {
        return unit.call(em -> result);
    }

    private void aTransactionFails() {
        assertThatThrownBy(() -> transaction(1)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void heal_databaseWasRestarted_transactionsGoThroughAgain() {
        assertThat(transaction(1)).isEqualTo(1);
        assertThat(rule.look()).isEmpty();
        poolIsDead = true;
        aTransactionFails();

        Symptom seen = rule.look().orElseThrow();
        assertThat(seen.reason()).contains("SQLState 08003");
        rule.heal(seen);
        assertThat(rule.look()).isEmpty();
        assertThat(transaction(2)).isEqualTo(2);
    }

    @Test
    void heal_databaseIsStillAway_throws_andTheFaultStaysSeenUntilItIsBack() {
        databaseIsAway = true;
        aTransactionFails();
        Symptom seen = rule.look().orElseThrow();
        assertThatThrownBy(() -> rule.heal(seen)).isInstanceOf(StoreUnavailableException.class);
        assertThat(rule.look()).isPresent();

        databaseIsAway = false;
        rule.heal(seen);
        assertThat(rule.look()).isEmpty();
    }

    /** Would catch an alarm about a database that is well again, since somebody else's transaction went through. */
    @Test
    void look_aLaterTransactionWentThrough_seesNothing() {
        poolIsDead = true;
        aTransactionFails();
        poolIsDead = false;
        transaction(1);
        assertThat(rule.look()).isEmpty();
    }

    /** The operation as Open Liberty names it. */
    public interface PoolMBean {
        String purgePoolContents(String how);
    }

    @Test
    void purge_asksEachPoolOfTheServer() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        List<String> asked = new ArrayList<>();
        server.registerMBean(
                new javax.management.StandardMBean(
                        (PoolMBean) how -> {
                            asked.add(how);
                            return "";
                        },
                        PoolMBean.class),
                new ObjectName("WebSphere:type=com.ibm.ws.jca.cm.mbean.ConnectionManagerMBean,jndiName=jdbc/omega"));
        ConnectionPools.purge(server);
        assertThat(asked).containsExactly("immediate");
    }
}
