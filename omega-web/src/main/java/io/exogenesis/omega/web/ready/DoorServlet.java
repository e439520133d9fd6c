package io.exogenesis.omega.web.ready;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Answers with the name of this process: so the Core knows that it is itself who answers at a port. */
@WebServlet(DoorServlet.PATH)
public class DoorServlet extends HttpServlet {
    static final String PATH = "/door";
    /** Random, and good for nothing but to be recognised. */
    static final String INSTANCE = UUID.randomUUID().toString();

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(INSTANCE.getBytes(StandardCharsets.US_ASCII));
    }
}
