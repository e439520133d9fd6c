package io.exogenesis.omega.lab.bench.core.echo;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** One resource, and no provider but the server's own. */
@ApplicationPath("/")
public class EchoApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(EchoResource.class);
    }
}
