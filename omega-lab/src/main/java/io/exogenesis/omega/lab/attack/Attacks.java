package io.exogenesis.omega.lab.attack;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The attacks on the class path, in the order of the service files. */
public final class Attacks {
    private Attacks() {}

    /** All names, in order. */
    public static List<String> names() {
        return loader().stream().map(p -> p.get().name()).toList();
    }

    /** Names of those against one plane, in order. */
    public static List<String> names(Attack.Plane plane) {
        return loader().stream()
                .map(ServiceLoader.Provider::get)
                .filter(a -> a.plane() == plane)
                .map(Attack::name)
                .toList();
    }

    /** A new instance of the attack of this name, if there is one. */
    public static Optional<Attack> byName(String name) {
        return loader().stream()
                .map(ServiceLoader.Provider::get)
                .filter(a -> a.name().equals(name))
                .findFirst();
    }

    private static ServiceLoader<Attack> loader() {
        return ServiceLoader.load(Attack.class, Attacks.class.getClassLoader());
    }
}
