package io.exogenesis.omega.ear;

import io.exogenesis.omega.lab.core.CoreInstall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Directories and ports of the tests. */
final class Work {
    private Work() {}

    /** An empty directory below target/it; what an earlier run left there is deleted. */
    static Path fresh(String name) throws IOException {
        Path directory = Path.of(System.getProperty("omega.it.work")).resolve(name);
        if (Files.exists(directory)) {
            List<Path> deepestFirst;
            try (var all = Files.walk(directory)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path p : deepestFirst) {
                Files.delete(p);
            }
        }
        return Files.createDirectories(directory);
    }

    /** The same server with another heap, as links to the installed one. {@code WLP_USER_DIR} must name its {@code usr}. */
    static CoreInstall withHeap(CoreInstall install, Path wlp, String heap) throws IOException {
        Files.createDirectories(wlp);
        link(install.wlp(), wlp, "usr");
        Path usr = Files.createDirectories(wlp.resolve("usr"));
        link(install.wlp().resolve("usr"), usr, "servers");
        Path server = Files.createDirectories(usr.resolve("servers").resolve(CoreInstall.SERVER));
        link(install.server(), server, "jvm.options", "workarea", "logs");
        String options = Files.readString(install.server().resolve("jvm.options"));
        Files.writeString(
                server.resolve("jvm.options"), options.replaceAll("(?m)^-Xm[sx].*$", "") + "\n-Xmx" + heap + "\n");
        return new CoreInstall(wlp);
    }

    /** Links to all that lies in a directory, except for these names. */
    private static void link(Path from, Path to, String... without) throws IOException {
        try (var all = Files.list(from)) {
            for (Path each : all.toList()) {
                if (!List.of(without).contains(each.getFileName().toString())) {
                    Files.createSymbolicLink(to.resolve(each.getFileName()), each.toAbsolutePath());
                }
            }
        }
    }

    /** A key store as an operator makes it. */
    static void keyStore(Path file, String password) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "omega",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=omega-core",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("keytool ended with " + exit);
        }
    }

    /** Ports that are free for TCP and UDP on loopback now. */
    static int[] freePorts(int count) {
        Set<Integer> found = new HashSet<>();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        while (found.size() < count) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()))) {
                found.add(udp.getLocalPort());
            } catch (java.net.BindException e) {
                continue; // free for TCP only: try the next
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
