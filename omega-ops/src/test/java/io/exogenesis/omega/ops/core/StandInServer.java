package io.exogenesis.omega.ops.core;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks from outside like the server of a Core, and is there within a third of a second: answers {@code /health/ready}, leaves its
 * bootstrap file, and runs out of memory when it is asked to. It is put into jars of its own by {@link SupervisedCoreTest}.
 */
public final class StandInServer {
    static final String WRONG = "OMEGA_STAND_IN_WRONG";

    /** Bytes that {@code /print} prints: more than a console log may have. */
    static final int PRINTED = 11 << 20;

    static final int LINE = 1 << 10;

    private StandInServer() {}

    /** As {@code ws-javaagent.jar}: does nothing. */
    public static void premain(String options) {}

    public static void main(String[] args) throws IOException {
        if (System.getenv(WRONG) != null) {
            System.out.println("[ERROR   ] CWWKX0001E: omega.stand-in is wrong");
            System.exit(1);
        }
        int port = Integer.parseInt(System.getenv("OMEGA_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health/ready", StandInServer::ok);
        server.createContext("/print", StandInServer::print);
        server.createContext("/memory", exchange -> eat());
        server.start();
        String json = "{\"http\":\"http://127.0.0.1:" + port + "\",\"pin\":\"p\",\"adminToken\":\"t\"}";
        Files.writeString(Path.of(System.getenv("OMEGA_DATA"), "bootstrap.json"), json);
    }

    private static void ok(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static void print(HttpExchange exchange) throws IOException {
        String lines = ("x".repeat(LINE - 1) + "\n").repeat(1 << 10);
        for (int printed = 0; printed < PRINTED; printed += lines.length()) {
            System.out.print(lines);
        }
        System.out.flush();
        ok(exchange);
    }

    private static void eat() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[16 << 20]);
        }
    }
}
