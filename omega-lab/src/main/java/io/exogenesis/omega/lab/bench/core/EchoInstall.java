package io.exogenesis.omega.lab.bench.core;

import io.exogenesis.omega.ops.core.CoreInstall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A server's user directory that has all of the installed one, by links, and a second application: the echo. The install itself
 * stays as it is.
 */
final class EchoInstall {
    /** Where the echo answers: {@code ?answer=N} asks for N bytes. */
    static final String PATH = "/echo/bytes";

    private static final String APPLICATION = """
            <server>
              <webApplication id="echo" location="%s" contextRoot="/echo">
                <web-bnd><virtual-host name="omega"/></web-bnd>
              </webApplication>
            </server>
            """;

    private static final String PACKAGE = EchoInstall.class.getPackageName().replace('.', '/') + "/echo/";

    /** By name: they extend what only the server has. */
    private static final List<String> CLASSES = List.of("EchoApplication.class", "EchoResource.class");

    private EchoInstall() {}

    /**
     * Makes it.
     *
     * @param directory an existing, empty directory
     * @return what the environment of the Core must have for it
     */
    static Map<String, String> in(Path directory) throws IOException {
        CoreInstall install = CoreInstall.found();
        Path server = Files.createDirectories(directory.resolve("usr/servers").resolve(CoreInstall.SERVER));
        try (Stream<Path> files = Files.list(install.server())) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(server.resolve(file.getFileName()), file.toAbsolutePath());
            }
        }
        Files.createSymbolicLink(
                directory.resolve("usr/shared"),
                install.wlp().resolve("usr/shared").toAbsolutePath());
        Path war = directory.resolve("echo.war");
        write(war);
        Path overrides = Files.createDirectories(server.resolve("configDropins/overrides"));
        Files.writeString(overrides.resolve("echo.xml"), APPLICATION.formatted(war.toAbsolutePath()));
        return Map.of("WLP_USER_DIR", directory.resolve("usr").toAbsolutePath().toString());
    }

    private static void write(Path war) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            for (String name : CLASSES) {
                zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + PACKAGE + name));
                try (InputStream bytes = Objects.requireNonNull(
                        EchoInstall.class.getClassLoader().getResourceAsStream(PACKAGE + name), name)) {
                    bytes.transferTo(zip);
                }
            }
        }
    }
}
