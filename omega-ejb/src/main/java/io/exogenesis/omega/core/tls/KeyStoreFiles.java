package io.exogenesis.omega.core.tls;

import io.exogenesis.omega.core.config.ServerSettings;
import io.exogenesis.omega.core.config.TlsSettings;
import io.exogenesis.omega.core.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Core's own files: {@code omega.keystore}, which HTTPS and QUIC read, and in {@code DATA/keys} the next key ({@code next.p12}), the
 * one before ({@code previous.p12}) and the pins of those that were given up ({@code retired.pins}, one a line, the newest last).
 */
final class KeyStoreFiles {
    /** A viewer that missed more changes than these has no pin of the key in use either. */
    private static final int MOST_RETIRED = 8;

    private final Path inForce;
    private final String password;
    private final Path keys;
    private final Path next;
    private final Path previous;
    private final Path retired;
    private final List<Path> given;

    KeyStoreFiles(ServerSettings server, TlsSettings tls) {
        this.keys = server.data().resolve("keys");
        this.inForce = server.keystore();
        this.password = server.keystorePassword();
        this.next = keys.resolve("next.p12");
        this.previous = keys.resolve("previous.p12");
        this.retired = keys.resolve("retired.pins");
        this.given = tls.given()
                ? Stream.of(tls.certificate(), tls.key(), tls.pkcs12(), tls.pkcs12PasswordFile(), tls.nextCertificate())
                        .filter(text -> !text.isEmpty())
                        .map(Path::of)
                        .toList()
                : List.of(inForce);
    }

    Path inForce() {
        return inForce;
    }

    String password() {
        return password;
    }

    boolean present() {
        return Files.exists(inForce);
    }

    KeyMaterial read() {
        return KeyFiles.pkcs12(inForce, password);
    }

    /** In one step: a server that starts meanwhile finds the one or the other. */
    void putInForce(KeyMaterial key) {
        PrivateFiles.write(inForce, key.pkcs12(password));
    }

    /** The one in force is kept beside the next, for an operator who took it too early. */
    void keepPrevious() {
        PrivateFiles.write(previous, PrivateFiles.read(inForce));
    }

    boolean hasNext() {
        return Files.exists(next);
    }

    KeyMaterial readNext() {
        return KeyFiles.pkcs12(next, password);
    }

    void makeNext() {
        PrivateFiles.directory(keys);
        KeyMaker.make(next, password);
    }

    Instant nextSince() {
        try {
            return Files.getLastModifiedTime(next).toInstant();
        } catch (IOException e) {
            throw new BadKeyException(next + " cannot be read: " + e, e);
        }
    }

    List<String> retired() {
        return Files.exists(retired)
                ? PrivateFiles.readText(retired)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList()
                : List.of();
    }

    /** Adds it at the end; the oldest are forgotten. */
    void retire(String pin) {
        List<String> all = Stream.concat(retired().stream().filter(old -> !old.equals(pin)), Stream.of(pin))
                .toList();
        List<String> kept = all.subList(Math.max(0, all.size() - MOST_RETIRED), all.size());
        PrivateFiles.writeText(retired, String.join("\n", kept) + "\n");
    }

    /** What changes when an operator puts another file in the place of one of those that are watched. */
    String seen() {
        return given.stream().map(KeyStoreFiles::state).collect(Collectors.joining(" "));
    }

    private static String state(Path file) {
        try {
            return file + " " + Files.size(file) + " "
                    + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return file + " " + e.getClass().getSimpleName();
        }
    }
}
