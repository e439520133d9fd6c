package io.exogenesis.omega.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Registration;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
    private static final ViewerId VIEWER = new ViewerId("v");
    private static final List<URI> ENDPOINTS = List.of(URI.create("https://127.0.0.1:9443"));

    @TempDir
    Path directory;

    @Test
    void save_severalPins_areReadAgain() {
        Registration given = new Registration(VIEWER, "token", ENDPOINTS, "one", List.of("one", "two"));
        new Identity(VIEWER, Optional.of(given)).save(directory);

        assertThat(Identity.of(directory).registration()).contains(given);
    }

    @Test
    void read_fileOfBefore_itsOnePinIsThePins() {
        Identity read = Identity.read(
                "{\"viewerId\":\"v\",\"endpoints\":[\"https://127.0.0.1:9443\"],\"pin\":\"one\",\"token\":\"token\"}",
                directory.resolve("identity.json"));

        assertThat(read.registration().orElseThrow().pins()).containsExactly("one");
    }
}
