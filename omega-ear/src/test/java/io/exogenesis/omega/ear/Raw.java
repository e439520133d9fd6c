package io.exogenesis.omega.ear;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by hand, for what a proper client refuses to send. One request on a connection. */
final class Raw implements AutoCloseable {
    private final Socket socket;

    private Raw(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(120_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of a GET that names another host. */
    static int status(int port, String host, String path) {
        return status(port, "GET", path, host, "Accept: */*");
    }

    /** The status of any request without a body. */
    static int status(int port, String method, String path, String host, String header) {
        try (Raw request = new Raw(port)) {
            request.write(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + header
                    + "\r\nConnection: close\r\n\r\n");
            return request.status();
        }
    }

    /** The status of a POST to this machine. */
    static int post(int port, String path, String type, byte[] body) {
        try (Raw request = new Raw(port)) {
            request.write(head(path, type, body.length));
            request.write(body);
            return request.status();
        }
    }

    /** Begins a POST of JSON and sends no more than this of its body. */
    static Raw begin(int port, String path, int declared, byte[] first) {
        Raw request = new Raw(port);
        request.write(head(path, "application/json", declared));
        request.write(first);
        return request;
    }

    private static String head(String path, String type, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    private void write(String text) {
        write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that nothing more comes. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Whether the server has said anything. */
    boolean answered() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the answer. */
    int status() {
        try {
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (line == null) {
                throw new AssertionError("the connection was closed without an answer");
            }
            return Integer.parseInt(line.split(" ")[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for all of an answer that has a length. */
    Api.Answer answer() {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int status = Integer.parseInt(line(in).split(" ")[1]);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                headers.put(
                        header.substring(0, header.indexOf(':')),
                        header.substring(header.indexOf(':') + 1).strip());
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
            return new Api.Answer(
                    status, headers.getOrDefault("Content-Type", ""), headers.getOrDefault("Allow", ""), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new AssertionError("the connection was closed in front of the end of the answer");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
