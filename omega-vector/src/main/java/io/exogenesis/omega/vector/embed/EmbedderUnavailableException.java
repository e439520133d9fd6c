package io.exogenesis.omega.vector.embed;

/** The model cannot be used: it is missing, is not the expected file, or the native runtime does not load. */
public final class EmbedderUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbedderUnavailableException(String whatToDo) {
        super(whatToDo);
    }

    public EmbedderUnavailableException(String whatToDo, Throwable cause) {
        super(whatToDo, cause);
    }
}
