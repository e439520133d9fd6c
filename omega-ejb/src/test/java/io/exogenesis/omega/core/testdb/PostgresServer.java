package io.exogenesis.omega.core.testdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of the tests' own: data in a temporary directory, a free port of loopback, one role with a random password.
 * A process of root starts it as the user {@value #USER}, since PostgreSQL refuses to run as root. Its texts are sorted as people
 * sort them, not byte by byte, as most installations do. It is stopped by its own process and no other.
 */
public final class PostgresServer implements AutoCloseable {
    /** The one role, a superuser. */
    public static final String ROLE = "tester";

    private static final String USER = "postgres";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int SECONDS = 60;

    private final Path binaries;
    private final Path directory;
    private final List<String> options;
    private final String password = UUID.randomUUID().toString();
    private final AtomicInteger databases = new AtomicInteger();
    private final int port;
    private @Nullable Process process;

    private PostgresServer(Path binaries, List<String> options) {
        this.binaries = binaries;
        this.options = List.copyOf(options);
        try {
            directory = Files.createTempDirectory("omega-postgres");
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Path secret = Files.writeString(directory.resolve("password"), password);
            if (isRoot()) {
                var owner = directory
                        .getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(USER);
                Files.setOwner(directory, owner);
                Files.setOwner(secret, owner);
            }
            run(
                    "initdb",
                    "--no-sync",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--locale-provider=icu",
                    "--icu-locale=en-US",
                    "--auth=scram-sha-256",
                    "--username=" + ROLE,
                    "--pwfile=" + secret,
                    "--pgdata=" + data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why there can be none here; empty if there can. */
    public static Optional<String> missing() {
        if (binaries().isEmpty()) {
            return Optional.of("PostgreSQL is not installed (no postgres in " + DEBIAN
                    + "/*/bin or on the path): the tests on it are skipped");
        }
        if (isRoot() && !Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            return Optional.of("root cannot become " + USER + " without setpriv: the tests on PostgreSQL are skipped");
        }
        return Optional.empty();
    }

    /** Starts one. @param options of the server, {@code fsync=off} */
    public static PostgresServer start(String... options) {
        PostgresServer server = new PostgresServer(binaries().orElseThrow(), List.of(options));
        server.startAgain();
        return server;
    }

    /** Debian's newest, else what is on the path. */
    private static Optional<Path> binaries() {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.map(v -> v.resolve("bin"))
                        .sorted(Comparator.comparingInt(PostgresServer::version).reversed())
                        .forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (String on : String.valueOf(System.getenv("PATH")).split(":")) {
            found.add(Path.of(on));
        }
        return found.stream()
                .filter(bin -> Files.isExecutable(bin.resolve("postgres")) && Files.isExecutable(bin.resolve("initdb")))
                .findFirst();
    }

    private static int version(Path bin) {
        try {
            return Integer.parseInt(bin.getName(bin.getNameCount() - 2).toString());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("/usr/bin/setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }

    private void run(String program, String... arguments) throws IOException {
        try {
            int exit = builder(command(program, arguments)).start().waitFor();
            if (exit != 0) {
                throw new IOException(program + " ended with " + exit + ": " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Starts it after {@link #kill}; returns when it answers. */
    public void startAgain() {
        List<String> arguments = new ArrayList<>(List.of("-D", data().toString(), "-p", Integer.toString(port)));
        arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        options.forEach(o -> arguments.addAll(List.of("-c", o)));
        try {
            process = builder(command("postgres", arguments.toArray(String[]::new)))
                    .start();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            try (Connection connection = dataSource("postgres").getConnection()) {
                return;
            } catch (SQLException e) {
                if (!alive() || System.nanoTime() > deadline) {
                    throw new IOException("PostgreSQL does not start: " + log(), e);
                }
            }
            Thread.onSpinWait();
        }
    }

    private boolean alive() {
        return process != null && process.isAlive();
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    /** SIGKILL to the server and all of its processes: nobody writes anything any more. */
    public void kill() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> all = Stream.concat(Stream.of(running.toHandle()), running.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(p -> p.onExit().join());
        }
    }

    /** Makes an empty database; its name. */
    public String newDatabase() {
        String name = "omega_" + databases.incrementAndGet();
        try (Connection connection = dataSource("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    /** Connections to a database, none of them kept. */
    public PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(ROLE);
        source.setPassword(password);
        return source;
    }

    /** Connections to a database that are used again; they end with the server. */
    @SuppressWarnings("deprecation") // no pool for production, all that a test needs
    public DataSource pool(String database) {
        org.postgresql.ds.PGPoolingDataSource source = new org.postgresql.ds.PGPoolingDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(ROLE);
        source.setPassword(password);
        return source;
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** Stops it at once and deletes its directory. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
