package io.exogenesis.omega.lab.measure;

/** A ranking that is not a strict order of exactly the titles that the viewer has not seen. */
public final class InvalidRankingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidRankingException(String message) {
        super(message);
    }
}
