package io.exogenesis.omega.wire;

import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.stream.IntStream;

/** Builds the typed refusals that stand in place of any answer. */
public final class Refusals {
    /** Longest message of a refusal, in characters. */
    public static final int MAX_MESSAGE = 200;

    private Refusals() {}

    /**
     * A frame that refuses.
     *
     * @param message made one line, cut at {@link #MAX_MESSAGE}
     * @param retryAfterMs 0: no use in trying again
     */
    public static ServerFrame refusal(Refusal.Code code, String message, long retryAfterMs) {
        return ServerFrame.newBuilder()
                .setRefusal(of(code, message, retryAfterMs))
                .build();
    }

    /** A frame that refuses what could not be read. */
    public static ServerFrame refusal(MalformedMessageException e) {
        return refusal(e.code(), oneLine(String.valueOf(e.getMessage())), 0);
    }

    /** The refusal itself, as it stands in a {@code RefusedContribution}. */
    public static Refusal of(Refusal.Code code, String message, long retryAfterMs) {
        return Refusal.newBuilder()
                .setCode(code)
                .setMessage(oneLine(message))
                .setRetryAfterMs(Math.max(0, retryAfterMs))
                .build();
    }

    /**
     * A text of a peer as it may be shown or logged: without characters that control a terminal, break a line or turn the reading
     * direction, and not longer than {@link #MAX_MESSAGE}.
     */
    public static String oneLine(String text) {
        return printable(text.codePoints().limit(MAX_MESSAGE), Math.min(text.length(), MAX_MESSAGE));
    }

    /** The same in its whole length. */
    public static String printable(String text) {
        return printable(text.codePoints(), text.length());
    }

    private static String printable(IntStream text, int length) {
        StringBuilder out = new StringBuilder(length);
        text.map(c -> isUnsafe(c) ? ' ' : c).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
