package io.exogenesis.omega.lab.heal.subject;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * Connections that are kept open between uses, as a server keeps them. Nobody looks whether one still lives before it is lent. It can
 * be cut off: then nobody gets a connection, and those that are open are dead.
 */
public final class Pool implements DataSource, AutoCloseable {
    private final EmbeddedDataSource derby;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> all = new ArrayList<>();
    private final Set<Connection> dead = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean cut;

    Pool(EmbeddedDataSource derby) {
        this.derby = derby;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real;
        synchronized (this) {
            if (cut) {
                throw new SQLNonTransientConnectionException("connection refused", "08001");
            }
            real = idle.pollFirst();
        }
        if (real == null) {
            real = derby.getConnection();
            synchronized (this) {
                all.add(real);
            }
        }
        try {
            real.setAutoCommit(true);
        } catch (SQLException e) {
            giveBack(real); // nobody looks: it is lent again
            throw e;
        }
        return lent(real);
    }

    private Connection lent(Connection real) {
        boolean[] returned = {false};
        return (Connection) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        if (!returned[0]) {
                            returned[0] = true;
                            giveBack(real);
                        }
                        return null;
                    }
                    if (method.getName().equals("isClosed") && returned[0]) {
                        return true;
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private synchronized void giveBack(Connection real) {
        idle.addFirst(real);
    }

    /** Nobody gets a connection from now on; those that are kept will be dead. */
    synchronized void cut() {
        cut = true;
        dead.addAll(all);
    }

    /** Connections can be had again: first those that are kept, which are dead. */
    synchronized void mend() {
        cut = false;
    }

    /** Whether it would lend a dead connection. */
    public synchronized boolean hasDead() {
        return cut || idle.stream().anyMatch(dead::contains);
    }

    /** Throws the connections away that it keeps: what a server offers as an operation of its management. */
    synchronized void purge() {
        idle.clear();
    }

    /** Closes all. */
    @Override
    public synchronized void close() {
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                System.getLogger(Pool.class.getName())
                        .log(System.Logger.Level.DEBUG, "a connection could not be closed", e);
            }
        }
        all.clear();
        idle.clear();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return derby.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        derby.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        derby.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return derby.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Pool.class.getName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
