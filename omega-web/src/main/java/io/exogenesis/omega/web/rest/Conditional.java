package io.exogenesis.omega.web.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;

/** Answers that a caller need not get again: with an ETag, and 304 to who has it (RFC 9110 §13.1.2). */
final class Conditional {
    /** So many bytes of a digest: two answers of one address never share them by chance. */
    private static final int TAG_BYTES = 12;

    /** Each caller asks again each time, and nothing in between keeps what a token opened. */
    private static final String CACHE = "private, no-cache";

    private Conditional() {}

    /**
     * An answer that what it is of tells apart; it is made only if it is sent.
     *
     * @param of all that it depends on: versions, and what was asked for
     */
    static Response of(Request request, String of, Supplier<?> answer) {
        EntityTag tag = tag(of);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder response = unchanged == null ? Response.ok(answer.get()) : unchanged;
        return response.tag(tag).header("Cache-Control", CACHE).build();
    }

    /** A short answer that only itself tells apart. */
    static Response of(Request request, Object answer) {
        return of(request, answer.toString(), () -> answer);
    }

    private static EntityTag tag(String of) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return new EntityTag(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(digest, TAG_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
