package io.exogenesis.omega.web.ready;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.exogenesis.omega.core.CoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorProbeTest {
    private HttpServer server;
    private String answer = "";
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(DoorServlet.PATH, exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void call() {
        DoorProbe.call("HTTP", SocketFactory.getDefault(), server.getAddress());
    }

    @Test
    void call_ourselves_isGood() {
        answer = DoorServlet.INSTANCE;
        assertThatCode(this::call).doesNotThrowAnyException();
    }

    /** Would catch a Core that publishes itself at a port where another Core answers. */
    @Test
    void call_anotherProcess_isNotTakenForUs() {
        answer = "4f0f1f2e-0000-0000-0000-000000000000";
        assertThatThrownBy(this::call).isInstanceOf(CoreException.class).hasMessageContaining("somebody else");
        answer = DoorServlet.INSTANCE;
        status = 503;
        assertThatThrownBy(this::call).isInstanceOf(CoreException.class).hasMessageContaining("503");
    }

    @Test
    void call_nobody_saysWhichPort() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThatThrownBy(this::call)
                .isInstanceOf(CoreException.class)
                .hasMessageContaining("the HTTP port " + port + " does not answer");
    }
}
