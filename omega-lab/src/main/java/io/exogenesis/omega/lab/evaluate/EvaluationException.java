package io.exogenesis.omega.lab.evaluate;

/** Something that cannot be measured on these data. The message is one line. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EvaluationException(String message) {
        super(message);
    }
}
