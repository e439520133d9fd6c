package io.exogenesis.omega.web.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A body that is all there.
 *
 * @param bytes the body and room behind it
 * @param length of the body
 * @param lease what it holds of the budget
 */
record TakenBody(byte[] bytes, int length, InboundBudget.Lease lease) {

    static TakenBody empty(InboundBudget.Lease lease) {
        return new TakenBody(new byte[0], 0, lease);
    }

    /** The request with this body in place of the one that was read, and with this query. */
    HttpServletRequest in(HttpServletRequest request, @Nullable String query) {
        Stream stream = new Stream(bytes, length);
        return new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() {
                return stream;
            }

            @Override
            public BufferedReader getReader() {
                return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }

            @Override
            public @Nullable String getQueryString() {
                return query;
            }

            @Override
            public int getContentLength() {
                return length;
            }

            @Override
            public long getContentLengthLong() {
                return length;
            }
        };
    }

    private static final class Stream extends ServletInputStream {
        private final byte[] bytes;
        private final int length;
        private int at;

        Stream(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        @Override
        public int read() {
            return at < length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            if (at >= length) {
                return most == 0 ? 0 : -1;
            }
            int n = Math.min(most, length - at);
            System.arraycopy(bytes, at, into, offset, n);
            at += n;
            return n;
        }

        @Override
        public int available() {
            return length - at;
        }

        @Override
        public boolean isFinished() {
            return at >= length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("all of this body is there: it is read at once");
        }
    }
}
