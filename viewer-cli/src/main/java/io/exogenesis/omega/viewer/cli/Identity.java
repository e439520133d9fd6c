package io.exogenesis.omega.viewer.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.exogenesis.omega.journal.PrivateFiles;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.store.PrivateDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who the viewer of a state directory is, and how it reaches its Core: {@code identity.json}, mode 0600, as the token is a
 * secret.
 *
 * @param registration what the Core gave, if the viewer was registered
 */
record Identity(ViewerId viewer, Optional<Registration> registration) {
    static final String FILE = "identity.json";

    /** The file's form. */
    private record Form(
            @Nullable String viewerId,
            @Nullable List<String> endpoints,
            @Nullable String pin,
            @Nullable List<String> pins,
            @Nullable String token) {

        /* By hand: every command reads five fields, and reflection on them takes longer than many a command. */
        static Form read(JsonReader in) throws IOException {
            String viewer = null;
            List<String> endpoints = null;
            String pin = null;
            List<String> pins = null;
            String token = null;
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                if (in.peek() == JsonToken.NULL) {
                    in.nextNull();
                    continue;
                }
                switch (name) {
                    case "viewerId" -> viewer = in.nextString();
                    case "endpoints" -> endpoints = strings(in);
                    case "pin" -> pin = in.nextString();
                    case "pins" -> pins = strings(in);
                    case "token" -> token = in.nextString();
                    default -> in.skipValue();
                }
            }
            in.endObject();
            return new Form(viewer, endpoints, pin, pins, token);
        }

        private static List<String> strings(JsonReader in) throws IOException {
            List<String> all = new ArrayList<>();
            in.beginArray();
            while (in.hasNext()) {
                all.add(in.nextString());
            }
            in.endArray();
            return all;
        }
    }

    /** Whether the directory belongs to somebody. */
    static boolean exists(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /** The identity of a directory; one that has none gets a new one that no Core knows. */
    static Identity of(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            Identity made = new Identity(new ViewerId("local-" + UUID.randomUUID()), Optional.empty());
            made.save(directory);
            return made;
        }
        try {
            return read(Files.readString(file), file);
        } catch (IOException e) {
            throw new ViewerException(file + " cannot be read: " + e, e);
        }
    }

    /** @throws ViewerException that names the file */
    static Identity read(String json, Path file) {
        Form form;
        try (JsonReader in = new JsonReader(new StringReader(json))) {
            form = Form.read(in);
        } catch (IOException | IllegalStateException e) {
            throw new ViewerException(
                    file
                            + " cannot be read: an identity is a JSON object with viewerId and, if a Core knows the viewer,"
                            + " endpoints, pin and token",
                    e);
        }
        try {
            return read(form);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ViewerException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Identity read(Form form) {
        if (form.viewerId() == null) {
            throw new IllegalStateException("it names no viewer");
        }
        ViewerId viewer = new ViewerId(form.viewerId());
        if (form.token() == null || form.endpoints() == null || form.pin() == null) {
            return new Identity(viewer, Optional.empty());
        }
        List<URI> endpoints = form.endpoints().stream().map(URI::create).toList();
        List<String> pins = form.pins() == null ? List.of() : form.pins();
        return new Identity(viewer, Optional.of(new Registration(viewer, form.token(), endpoints, form.pin(), pins)));
    }

    void save(Path directory) {
        Form form = new Form(
                viewer.value(),
                registration
                        .map(r -> r.endpoints().stream().map(URI::toString).toList())
                        .orElse(null),
                registration.map(Registration::pin).orElse(null),
                registration.map(Registration::pins).orElse(null),
                registration.map(Registration::token).orElse(null));
        try {
            PrivateDirectory.make(directory);
            Path part = directory.resolve(FILE + ".part");
            Files.deleteIfExists(part);
            String json = new GsonBuilder().setPrettyPrinting().create().toJson(form) + "\n";
            try (OutputStream out = PrivateFiles.create(part)) {
                out.write(json.getBytes(StandardCharsets.UTF_8));
            }
            Files.move(part, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ViewerException("the identity cannot be kept in " + directory + ": " + e, e);
        }
    }
}
