package io.exogenesis.omega.core.adapter.jpa;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The server's pools of connections. Open Liberty has an MBean for each ("Configuring connection pooling", {@code
 * ConnectionManagerMBean}); elsewhere there is none, and nothing happens.
 */
final class ConnectionPools {
    private static final String ALL = "WebSphere:type=com.ibm.ws.jca.cm.mbean.ConnectionManagerMBean,*";
    /** Connections that nobody uses are closed at once, the others when they come back. */
    private static final String HOW = "immediate";

    private ConnectionPools() {}

    /** Closes what was made before; a pool that refuses is left as it is. */
    static void purge(MBeanServer server) {
        try {
            for (ObjectName pool : server.queryNames(new ObjectName(ALL), null)) {
                server.invoke(pool, "purgePoolContents", new Object[] {HOW}, new String[] {String.class.getName()});
            }
        } catch (JMException e) {
            System.getLogger(ConnectionPools.class.getName())
                    .log(Level.WARNING, "a pool of connections could not be purged: {0}", e.getMessage());
        }
    }

    static void purge() {
        purge(ManagementFactory.getPlatformMBeanServer());
    }
}
