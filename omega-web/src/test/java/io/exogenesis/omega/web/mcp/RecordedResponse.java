package io.exogenesis.omega.web.mcp;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a container would have sent. */
final class RecordedResponse {
    private final Map<String, Object> set = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile boolean gone;

    /** The client closes the connection. */
    void hangUp() {
        gone = true;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    Object get(String property) {
        return set.get(property);
    }

    HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                RecordedResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (p, method, args) -> {
                    switch (method.getName()) {
                        case "getOutputStream" -> {
                            return stream();
                        }
                        case "setHeader" -> set.put((String) args[0], args[1]);
                        case "setStatus", "setContentType", "setContentLength" -> set.put(method.getName(), args[0]);
                        case "flushBuffer" -> {
                            if (gone) {
                                throw new IOException("broken pipe");
                            }
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                synchronized (body) {
                    body.write(b);
                }
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
