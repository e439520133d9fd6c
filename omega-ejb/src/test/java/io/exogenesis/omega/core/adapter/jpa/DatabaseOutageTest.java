package io.exogenesis.omega.core.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.LogLines;
import io.exogenesis.omega.core.RecordingMetrics;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.metrics.Metric;
import io.exogenesis.omega.core.port.StoreUnavailableException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOutageTest {
    private final TestClock clock = new TestClock();
    private final RecordingMetrics metrics = new RecordingMetrics();

    private JtaUnitOfWork failing(RuntimeException with) {
        return new JtaUnitOfWork(
                new JtaTransaction() {
                    @Override
                    public <T> T call(Function<EntityManager, T> work) {
                        throw with;
                    }
                },
                metrics,
                clock);
    }

    private static RuntimeException thrown(String sqlState, String message) {
        SQLException sql = new SQLException(message, sqlState, new IOException("No space left on device"));
        return new EJBTransactionRolledbackException("rolled back", new PersistenceException(sql));
    }

    /** Would catch a full disk that callers are told is a fault of the Core, with a stack trace a call in its log. */
    @Test
    void call_diskFull_isRefusedAsUnavailable_andWrittenOnce() {
        JtaUnitOfWork unit = failing(thrown("XSLA1", "Log Record cannot be applied\nto the page"));
        try (LogLines lines = LogLines.of(JtaUnitOfWork.class)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> unit.call(em -> 1))
                        .isInstanceOf(StoreUnavailableException.class)
                        .satisfies(
                                e -> assertThat(((RefusedException) e).code()).isEqualTo(Refusal.Code.UNAVAILABLE));
            }
            assertThat(lines.all())
                    .containsExactly("the database does not work: SQLState XSLA1, Log Record cannot be applied");
            clock.advance(Duration.ofSeconds(10));
            assertThatThrownBy(() -> unit.call(em -> 1)).isInstanceOf(StoreUnavailableException.class);
            assertThat(lines.all()).hasSize(2);
        }
        assertThat(metrics.count(Metric.DATABASE_FAILURES)).isEqualTo(4);
    }

    /** Would catch a PostgreSQL that restarts, refuses or is full and that callers take for a fault of the Core. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08001", "57P01", "57P02", "57P03", "53100", "53300", "58030", "XX001", "25006", "40P01",
                "28P01"
            })
    void call_postgresqlNotThere_isRefusedAsUnavailable(String sqlState) {
        assertThatThrownBy(() -> failing(thrown(sqlState, "FATAL: not now")).call(em -> 1))
                .isInstanceOf(StoreUnavailableException.class);
    }

    /** Would catch a fault of ours that hides behind "come back later". */
    @Test
    void call_faultOfTheStatementOrOfTheWork_isPassedOn() {
        RuntimeException syntax = thrown("42X01", "Syntax error");
        RuntimeException constraint = thrown("23505", "duplicate key");
        RuntimeException ours = new CoreException("the bank has no head");
        RuntimeException tooLong = thrown("54000", "index row size exceeds the maximum");
        for (RuntimeException e : new RuntimeException[] {syntax, constraint, tooLong, ours}) {
            assertThatThrownBy(() -> failing(e).call(em -> 1)).isSameAs(e);
        }
        assertThat(metrics.count(Metric.DATABASE_FAILURES)).isZero();
    }
}
