package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds what a request can make the Core hold: {@value #MAX_BODY} bytes, {@value #MAX_CATALOGUE} for a catalogue. A longer
 * body that says so is refused unread, one that does not (chunked) where it exceeds the bound.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 10)
public class BodyLimit implements ContainerRequestFilter {
    /** Several frames of 1 MiB, or one in JSON, whose base64 takes a third more. */
    static final long MAX_BODY = 4L << 20;
    /** A catalogue of 100,000 titles in JSON. */
    static final long MAX_CATALOGUE = 64L << 20;

    @Context
    ResourceInfo resource;

    /** For the container, which fills the field. */
    @SuppressWarnings("NullAway.Init")
    public BodyLimit() {}

    @Override
    public void filter(ContainerRequestContext request) {
        long limit = limit(resource.getResourceClass());
        if (request.getLength() > limit) {
            throw tooLarge(limit);
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Bounded(request.getEntityStream(), limit));
        }
    }

    /** By the class that takes the body, never by the path, which the caller writes. It may be a container's subclass. */
    static long limit(Class<?> resource) {
        return AdminCatalogueResource.class.isAssignableFrom(resource) ? MAX_CATALOGUE : MAX_BODY;
    }

    private static RefusedException tooLarge(long limit) {
        return new RefusedException(Refusal.Code.TOO_LARGE, "a body has at most " + limit + " bytes here");
    }

    /** Fails on the first byte beyond the limit. */
    static final class Bounded extends FilterInputStream {
        private final long limit;
        private long read;

        Bounded(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            count(n);
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int n) {
            read += Math.max(0, n);
            if (read > limit) {
                throw tooLarge(limit);
            }
        }
    }
}
