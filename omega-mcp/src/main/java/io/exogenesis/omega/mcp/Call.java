package io.exogenesis.omega.mcp;

/**
 * What a request carries beside its message.
 *
 * @param context what it works on or for
 * @param progress where it tells how far it is
 * @param <C> of the server's tools
 */
public record Call<C>(C context, Progress progress) {
    /** Under this name the SDK's context of a request carries its call. */
    static final String KEY = "io.exogenesis.omega/call";
}
