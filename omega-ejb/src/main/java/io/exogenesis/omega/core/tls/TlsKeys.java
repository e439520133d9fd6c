package io.exogenesis.omega.core.tls;

import io.exogenesis.omega.core.ConflictException;
import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.TlsSettings;
import io.exogenesis.omega.core.identity.CorePins;
import io.exogenesis.omega.core.identity.ServerIdentity;
import io.exogenesis.omega.core.metrics.CoreMetrics;
import io.exogenesis.omega.core.metrics.Metric;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The key in force, its next one, and how the one follows the other while the Core runs.
 *
 * <p>Viewers hold pins of keys, not certificates, and are told the next pin with a sync; so a key that is taken only after they have
 * heard of it costs nobody a connection. Whatever does not pass the check changes nothing: the key in force stays, and one line says
 * why. Thread-safe: changes exclude each other, {@link #status} does not wait for them.
 */
@Singleton
public class TlsKeys {
    private static final System.Logger LOG = System.getLogger(TlsKeys.class.getName());

    private final TlsSettings tls;
    private final KeyStoreFiles files;
    private final ServerIdentity identity;
    private final CoreMetrics metrics;
    private final InstantSource clock;
    private final List<KeyDoor> doors = new CopyOnWriteArrayList<>();
    private volatile @Nullable KeyMaterial inForce;
    private volatile Optional<String> nextPin = Optional.empty();
    private volatile String failure = "";
    private String seen = "";

    @Inject
    public TlsKeys(CoreSettings settings, ServerIdentity identity, CoreMetrics metrics, InstantSource clock) {
        this.tls = settings.tls();
        this.files = new KeyStoreFiles(settings.server(), tls);
        this.identity = identity;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Reads the key in force, takes over the one that the operator gives, and makes the next one if the Core makes its keys. Without a
     * key store there is nothing to do.
     */
    public synchronized void open() {
        if (!files.present()) {
            return;
        }
        inForce = files.read();
        seen = files.seen();
        tried(() -> {
            takeGiven();
            prepareNext();
        });
        publish();
        metrics.gauge(Metric.TLS_DAYS_LEFT, this::daysLeft);
    }

    /** From now on this door is told of each key. */
    public void enrol(KeyDoor door) {
        doors.add(door);
    }

    /** Looks whether a file has changed, and if so takes it over; called now and then. What is wrong with it is logged once. */
    public synchronized void look() {
        if (inForce != null && !files.seen().equals(seen)) {
            seen = files.seen();
            tried(this::takeChanged);
        }
    }

    /**
     * Takes over what the operator has put in the place of the key or certificate.
     *
     * @throws ConflictException with one line if it will not do; then nothing has changed
     */
    public synchronized TlsStatus reload() {
        current();
        seen = files.seen();
        return done(this::takeChanged);
    }

    /**
     * Makes another next key; the former one is worth nothing from now on.
     *
     * @throws ConflictException if the operator brings the keys, or none can be made
     */
    public synchronized TlsStatus makeNext() {
        requireOwn();
        return done(() -> {
            nextPin.ifPresent(files::retire);
            files.makeNext();
            prepareNext();
        });
    }

    /**
     * Takes the next key, and makes the one after it.
     *
     * @param force even if viewers have not known it for long: those that have not synced since then are refused
     * @throws ConflictException if the operator brings the keys, if it is too early, or if it does not work; then nothing has changed
     */
    public synchronized TlsStatus rotate(boolean force) {
        requireOwn();
        requireKnownNext(force);
        return done(() -> {
            KeyMaterial next = files.readNext().checked(clock.instant());
            files.keepPrevious();
            take(next);
            files.makeNext();
            prepareNext();
        });
    }

    private void takeChanged() {
        if (tls.given()) {
            takeGiven();
            prepareNext();
        } else {
            KeyMaterial found = files.read().checked(clock.instant());
            if (!found.leaf().equals(current().leaf())) {
                took(found);
            }
        }
    }

    private void takeGiven() {
        if (tls.given()) {
            KeyMaterial given = KeyFiles.given(tls).checked(clock.instant());
            if (!given.chain().equals(current().chain())) {
                take(given);
            }
        }
    }

    private void take(KeyMaterial key) {
        files.putInForce(key);
        seen = files.seen();
        took(key);
    }

    private void took(KeyMaterial key) {
        String before = current().pin();
        inForce = key;
        if (!key.pin().equals(before)) {
            files.retire(before);
        }
        publish();
        LOG.log(
                Level.INFO,
                "the certificate of {0} is in force until {1}, pin {2}",
                key.from(),
                key.leaf().getNotAfter().toInstant(),
                key.pin());
        List<String> closed = new ArrayList<>();
        for (KeyDoor door : doors) {
            try {
                door.useKey(files.inForce(), files.password());
            } catch (RuntimeException e) {
                closed.add(String.valueOf(e.getMessage()));
            }
        }
        if (!closed.isEmpty()) {
            throw new CoreException("the new key counts after a restart: " + String.join("; ", closed));
        }
    }

    private void prepareNext() {
        if (tls.given()) {
            nextPin = tls.nextCertificate().isEmpty()
                    ? Optional.empty()
                    : Optional.of(KeyFiles.pin(Path.of(tls.nextCertificate())));
        } else {
            // a process that died while it rotated has left the key in force as the next one
            if (!files.hasNext() || files.readNext().pin().equals(current().pin())) {
                files.makeNext();
            }
            nextPin = Optional.of(files.readNext().pin());
        }
        publish();
    }

    private void publish() {
        String current = current().pin();
        List<String> pins = new ArrayList<>(List.of(current));
        nextPin.filter(next -> !next.equals(current)).ifPresent(pins::add);
        List<String> retired =
                files.retired().stream().filter(pin -> !pins.contains(pin)).toList();
        identity.publish(new CorePins(pins, retired));
    }

    /** Does what an operator asked for: the line goes to the answer as well. */
    private TlsStatus done(Runnable work) {
        tried(work);
        if (!failure.isEmpty()) {
            throw new ConflictException(failure);
        }
        return status();
    }

    private void tried(Runnable work) {
        try {
            work.run();
            failure = "";
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            metrics.count(Metric.TLS_FAILURES, "", 1);
            LOG.log(
                    Level.WARNING,
                    "TLS: {0}; in force is the certificate with the pin {1}",
                    failure,
                    current().pin());
        }
    }

    private void requireKnownNext(boolean force) {
        if (!files.hasNext()) {
            throw new ConflictException("there is no next key: core admin tls next makes one");
        }
        Instant from = files.nextSince().plus(tls.rotateAfter());
        if (!force && clock.instant().isBefore(from)) {
            throw new ConflictException("viewers know the next key since " + files.nextSince()
                    + " only: those that have not synced since then would be refused and would have to be given the new"
                    + " pin; wait until " + from + " (omega.tls.rotate-after), or force it");
        }
    }

    private void requireOwn() {
        current();
        if (tls.given()) {
            throw new ConflictException(
                    "the certificate is given (omega.tls.certificate or omega.tls.pkcs12): put the next one into these files and reload");
        }
    }

    private KeyMaterial current() {
        KeyMaterial now = inForce;
        if (now == null) {
            throw new ConflictException("this Core has no key store of its own (omega.keystore)");
        }
        return now;
    }

    /** Until the certificate in force expires; NaN without one. */
    double daysLeft() {
        KeyMaterial now = inForce;
        return now == null
                ? Double.NaN
                : Duration.between(clock.instant(), now.leaf().getNotAfter().toInstant())
                                .toMinutes()
                        / (double) Duration.ofDays(1).toMinutes();
    }

    /** @throws ConflictException without a key store */
    public TlsStatus status() {
        KeyMaterial now = current();
        boolean next = !tls.given() && files.hasNext();
        Optional<Instant> since = next ? Optional.of(files.nextSince()) : Optional.empty();
        return new TlsStatus(
                tls.given() ? "given" : "own",
                now.leaf().getSubjectX500Principal().getName(),
                now.leaf().getNotBefore().toInstant(),
                now.leaf().getNotAfter().toInstant(),
                identity.pins(),
                since,
                since.map(at -> at.plus(tls.rotateAfter())),
                failure);
    }

    /** One line for the status page. */
    public String describe() {
        KeyMaterial now = inForce;
        return now == null
                ? "no key store of the Core's own"
                : "valid until " + now.leaf().getNotAfter().toInstant();
    }

    /** What an operator has to see to, in one line; empty: nothing. */
    public String trouble() {
        KeyMaterial now = inForce;
        if (now != null && clock.instant().isAfter(now.leaf().getNotAfter().toInstant())) {
            return "the certificate has expired on " + now.leaf().getNotAfter().toInstant();
        }
        return failure;
    }
}
