package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The three ports of a Core.
 *
 * @param http loopback only: health, metrics, pages, API
 * @param https on all interfaces
 * @param quic UDP, on all interfaces
 */
public record CorePorts(int http, int https, int quic) {
    public static final CorePorts DEFAULTS = new CorePorts(9080, 9443, 4433);
    /** For each port: any that is free. */
    public static final CorePorts ANY = new CorePorts(0, 0, 0);

    public CorePorts {
        checked("--http-port", http);
        checked("--https-port", https);
        checked("--quic-port", quic);
        if (http != 0 && http == https) {
            throw CoreProblem.usage("HTTP and HTTPS cannot share port " + http + ": choose another --https-port");
        }
    }

    /**
     * These ports, with a free one in place of each 0.
     *
     * @throws CoreProblem naming the port that is taken and the option that changes it
     */
    public CorePorts claimed() {
        int h = http == 0 ? freeTcp() : needTcp("HTTP", http, "--http-port", InetAddress.getLoopbackAddress());
        int s = https == 0 ? freeTcp() : needTcp("HTTPS", https, "--https-port", null);
        int q = quic == 0 ? freeUdp() : needUdp(quic);
        return new CorePorts(h, s, q);
    }

    private static void checked(String option, int port) {
        if (port < 0 || port > 65535) {
            throw CoreProblem.usage(option + " is between 1 and 65535 (0: any free one), not " + port);
        }
    }

    private static int needTcp(
            String what, int port, String option, @org.jspecify.annotations.Nullable InetAddress on) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(on, port));
            return port;
        } catch (IOException e) {
            throw taken(what + " port " + port, option, e);
        }
    }

    private static int needUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(port))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw taken("QUIC port " + port + " (UDP)", "--quic-port", e);
        }
    }

    private static CoreProblem taken(String port, String option, IOException e) {
        String why = e instanceof java.net.BindException
                ? "is taken by another program"
                : "cannot be opened (" + e.getMessage() + ")";
        return CoreProblem.usage(port + " " + why + ": choose another with " + option + " PORT");
    }

    private static int freeTcp() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw CoreProblem.failed("no TCP port is free: " + e.getMessage());
        }
    }

    private static int freeUdp() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw CoreProblem.failed("no UDP port is free: " + e.getMessage());
        }
    }
}
