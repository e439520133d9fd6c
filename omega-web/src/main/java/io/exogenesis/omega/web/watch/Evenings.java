package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.WatchSettings;
import io.exogenesis.omega.viewer.AgentClosedException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The browser sessions that are open, by the secret of their cookie: at most {@link WatchSettings#maxSessions}, each ending when it
 * was idle for {@link WatchSettings#idle}. When all places are taken, the one that was idle longest leaves. Thread-safe.
 */
final class Evenings implements AutoCloseable {
    /** 256 random bits: nobody guesses one. */
    private static final int SECRET_BYTES = 32;

    private static final Duration LATER = Duration.ofSeconds(5);

    private final WatchSettings settings;
    private final InstantSource clock;
    private final Supplier<Evening> opener;
    private final Executor aside;
    private final SecureRandom random = new SecureRandom();
    /** The one that was used longest ago first. */
    private final Map<String, Place> places = new LinkedHashMap<>(16, .75f, true);

    /** Those that are being opened: each has its place already. */
    private int opening;

    private boolean closed;

    /** An evening, and how many requests use it. */
    private static final class Place {
        private final Evening evening;
        private Instant used;
        private int users;

        Place(Evening evening, Instant used) {
            this.evening = evening;
            this.used = used;
        }
    }

    /**
     * @param opener opens an evening with a home of its own
     * @param aside closes those that have to leave; whoever comes need not wait for it
     */
    Evenings(WatchSettings settings, InstantSource clock, Supplier<Evening> opener, Executor aside) {
        this.settings = settings;
        this.clock = clock;
        this.opener = opener;
        this.aside = aside;
    }

    /**
     * Begins an evening.
     *
     * @return the secret of its cookie
     * @throws RefusedException {@code UNAVAILABLE} if all places are in use at this very moment, or this is closed
     */
    String begin() {
        reserve().ifPresent(oldest -> aside.execute(oldest::end));
        Evening opened = opened();
        String secret = secret();
        synchronized (this) {
            opening--;
            if (!closed) {
                places.put(secret, new Place(opened, clock.instant()));
                return secret;
            }
        }
        opened.end();
        throw full();
    }

    private Evening opened() {
        try {
            return opener.get();
        } catch (RuntimeException e) {
            synchronized (this) {
                opening--;
            }
            throw e;
        }
    }

    private synchronized Optional<Evening> reserve() {
        if (closed) {
            throw full();
        }
        if (places.size() + opening < settings.maxSessions()) {
            opening++;
            return Optional.empty();
        }
        Iterator<Place> oldestFirst = places.values().iterator();
        while (oldestFirst.hasNext()) {
            Place place = oldestFirst.next();
            if (place.users == 0) {
                oldestFirst.remove();
                opening++;
                return Optional.of(place.evening);
            }
        }
        throw full();
    }

    /** Whether there is an evening of this secret; it is not counted as used. */
    synchronized boolean isOpen(String secret) {
        return places.containsKey(secret) && !isOver(places.get(secret));
    }

    /** As {@link #in}; empty where there is none of this secret, or it ends meanwhile. */
    <T> Optional<T> ifOpen(String secret, Function<Evening, T> work) {
        if (!isOpen(secret)) {
            return Optional.empty();
        }
        try {
            return Optional.of(in(secret, work));
        } catch (RefusedException e) {
            if (e.code() == Refusal.Code.UNAUTHENTICATED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Does something in an evening, which stays open meanwhile.
     *
     * @throws RefusedException {@code UNAUTHENTICATED} if there is none of this secret, or it is over
     */
    <T> T in(String secret, Function<Evening, T> work) {
        Place place = enter(secret);
        try {
            return work.apply(place.evening);
        } catch (AgentClosedException e) {
            throw over();
        } finally {
            leave(place);
        }
    }

    private synchronized Place enter(String secret) {
        Place place = places.get(secret);
        if (place == null || isOver(place)) {
            throw over();
        }
        place.users++;
        place.used = clock.instant();
        return place;
    }

    private synchronized void leave(Place place) {
        place.users--;
        place.used = clock.instant();
    }

    /** Ends an evening and deletes all of it before this returns; false if there is none of this secret. */
    boolean end(String secret) {
        Place place;
        synchronized (this) {
            place = places.remove(secret);
        }
        if (place != null) {
            place.evening.end();
        }
        return place != null;
    }

    /**
     * Ends evenings that were idle for too long.
     *
     * @return how many
     */
    int expire() {
        List<Evening> over = new ArrayList<>();
        synchronized (this) {
            places.values().removeIf(place -> {
                boolean leaves = place.users == 0 && isOver(place);
                if (leaves) {
                    over.add(place.evening);
                }
                return leaves;
            });
        }
        over.forEach(Evening::end);
        return over.size();
    }

    synchronized int size() {
        return places.size();
    }

    private boolean isOver(Place place) {
        return place.users == 0 && !clock.instant().isBefore(place.used.plus(settings.idle()));
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static RefusedException full() {
        return new RefusedException(
                Refusal.Code.UNAVAILABLE, "all places for an evening are in use: try again in a moment", LATER);
    }

    private static RefusedException over() {
        return new RefusedException(
                Refusal.Code.UNAUTHENTICATED, "there is no evening in this browser, or it is over: begin a new one");
    }

    /** Ends all; none begins any more. */
    @Override
    public void close() {
        List<Evening> all;
        synchronized (this) {
            closed = true;
            all = places.values().stream().map(p -> p.evening).toList();
            places.clear();
        }
        all.forEach(Evening::end);
    }
}
