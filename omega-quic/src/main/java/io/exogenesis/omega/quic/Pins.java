package io.exogenesis.omega.quic;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys that a peer may prove to hold: the one that it uses now and those that it keeps for later. Any of them will do; the order
 * means nothing.
 *
 * @param keys at least one, at most {@value #MOST}
 */
public record Pins(Set<Pin> keys) {
    /** Some Cores of a fleet, each with a key in use and a next one. */
    public static final int MOST = 16;

    /** @throws IllegalArgumentException if there is none, or there are too many */
    public Pins {
        keys = Set.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new IllegalArgumentException("a peer has 1 to " + MOST + " pins, not " + keys.size());
        }
    }

    /** One key alone. */
    public static Pins of(Pin only) {
        return new Pins(Set.of(only));
    }

    /** Any of these; the same one twice is harmless. */
    public static Pins of(Collection<Pin> any) {
        return new Pins(Set.copyOf(any));
    }

    /** Whether a peer with this key is the right one. */
    public boolean accept(Pin actual) {
        return keys.contains(actual);
    }

    @Override
    public String toString() {
        return keys.stream().map(Pin::sha256Base64).sorted().collect(Collectors.joining(" or "));
    }
}
