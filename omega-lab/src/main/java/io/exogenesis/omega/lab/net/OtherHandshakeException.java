package io.exogenesis.omega.lab.net;

/** A trial went well, but resumed where it should not, or did not where it should: it says nothing of its cell, and is done again. */
final class OtherHandshakeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OtherHandshakeException(String message) {
        super(message);
    }
}
