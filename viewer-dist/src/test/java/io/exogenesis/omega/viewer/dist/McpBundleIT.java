package io.exogenesis.omega.viewer.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What a host installs, and what the MCP registry is told of it. */
class McpBundleIT {
    private static final Path FILES = Path.of(System.getProperty("omega.mcpb"));
    private static final String VERSION = System.getProperty("omega.version");

    /** The members that the manifest's format knows; it takes no others. */
    private static final Set<String> MANIFEST = Set.of(
            "manifest_version",
            "name",
            "display_name",
            "version",
            "description",
            "long_description",
            "author",
            "license",
            "keywords",
            "server",
            "tools",
            "compatibility",
            "user_config");

    private static Path bundle() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.filter(file -> file.toString().endsWith(".mcpb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static String read(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    // Would catch a bundle whose entry point is not in it, or that offers other tools than the program.
    @Test
    void bundle_holdsTheProgramThatItsManifestNames() throws Exception {
        try (ZipFile zip = new ZipFile(bundle().toFile())) {
            String text = read(zip, "manifest.json");
            JsonObject manifest = JsonParser.parseString(text).getAsJsonObject();
            assertThat(MANIFEST).containsAll(manifest.keySet());
            assertThat(manifest.get("manifest_version").getAsString()).isEqualTo("0.3");
            assertThat(manifest.get("version").getAsString()).isEqualTo(VERSION);
            JsonObject server = manifest.getAsJsonObject("server");
            String entry = server.get("entry_point").getAsString();
            ZipEntry launcher = zip.getEntry(entry);
            assertThat(launcher).as(entry).isNotNull();
            assertThat(server.getAsJsonObject("mcp_config").get("command").getAsString())
                    .isEqualTo("${__dirname}/" + entry);
            assertThat(server.getAsJsonObject("mcp_config").get("args").toString())
                    .startsWith("[\"mcp\",");
            assertThat(zip.getEntry("lib/omega-viewer.jar")).isNotNull();
            assertThat(zip.getEntry("LICENSE")).isNotNull();
            assertThat(text).doesNotContain("@", System.getProperty("user.home"), System.getProperty("omega.root"));
            assertThat(names(manifest)).isEqualTo(toolsOfTheProgram());
        }
    }

    private static List<String> names(JsonObject listed) {
        return StreamSupport.stream(listed.getAsJsonArray("tools").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(tool -> tool.get("name").getAsString())
                .toList();
    }

    /** The golden list, which a test of the viewer client holds against what the program answers. */
    private static List<String> toolsOfTheProgram() throws IOException {
        return names(
                json(Path.of(System.getProperty("omega.root"), "viewer-cli/src/test/resources/mcp/tools-list.json")));
    }

    @Test
    void serverJson_namesTheBundleAndItsHash() throws Exception {
        JsonObject server = json(FILES.resolve("server.json"));
        assertThat(server.get("$schema").getAsString()).endsWith("/2025-12-11/server.schema.json");
        assertThat(server.get("name").getAsString()).isEqualTo("io.exogenesis.omega/viewer");
        assertThat(server.get("description").getAsString()).hasSizeBetween(1, 100);
        assertThat(server.get("title").getAsString()).hasSizeBetween(1, 100);
        assertThat(server.get("version").getAsString()).isEqualTo(VERSION);
        assertThat(server.getAsJsonArray("packages")).hasSize(1);
        JsonObject one = server.getAsJsonArray("packages").get(0).getAsJsonObject();
        assertThat(one.get("registryType").getAsString()).isEqualTo("mcpb");
        assertThat(one.get("identifier").getAsString())
                .isEqualTo("https://downloads.example/v1/" + bundle().getFileName());
        assertThat(one.get("version").getAsString()).isEqualTo(VERSION);
        assertThat(one.get("fileSha256").getAsString()).isEqualTo(sha256(bundle()));
        assertThat(one.getAsJsonObject("transport").get("type").getAsString()).isEqualTo("stdio");
        assertThat(Files.readString(Path.of(bundle() + ".sha256")))
                .isEqualTo(sha256(bundle()) + "  " + bundle().getFileName() + System.lineSeparator());
    }

    // Would catch a made-up address, which would be published by mistake.
    @Test
    void serverJson_withoutAnAddress_namesNoPackage() throws Exception {
        JsonObject server = json(FILES.resolve("unpublished/server.json"));
        assertThat(server.keySet()).containsExactly("$schema", "name", "title", "description", "version");
        assertThat(server.get("name").getAsString()).isEqualTo("example.domain/viewer");
        assertThat(server.get("version").getAsString()).isEqualTo(VERSION);
    }
}
