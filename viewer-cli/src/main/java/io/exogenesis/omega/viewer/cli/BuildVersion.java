package io.exogenesis.omega.viewer.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the version and, if the build knew it, the revision of the sources; then the Java that runs. */
public final class BuildVersion implements IVersionProvider {
    private static final System.Logger LOG = System.getLogger(BuildVersion.class.getName());

    @Override
    public String[] getVersion() {
        String name = "Exogenesis Omega " + ofJar();
        String java = "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new String[] {name, java};
    }

    private static String ofJar() {
        CodeSource source = BuildVersion.class.getProtectionDomain().getCodeSource();
        try {
            Path jar =
                    source == null ? Path.of("") : Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(jar)) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    return of(file.getManifest());
                }
            }
        } catch (IOException | URISyntaxException e) {
            LOG.log(System.Logger.Level.DEBUG, "the jar of this class cannot be read", e);
        }
        return "(not from a jar)";
    }

    private static String of(Manifest manifest) {
        String version = manifest.getMainAttributes().getValue("Implementation-Version");
        String revision = manifest.getMainAttributes().getValue("Implementation-Build");
        boolean known = revision != null && !revision.isBlank();
        return (version == null ? "(version unknown)" : version) + (known ? ", revision " + revision : "");
    }
}
