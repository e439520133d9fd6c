package io.exogenesis.omega.viewer.launch;

import io.exogenesis.omega.viewer.cli.ViewerProgram;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The viewer's command line as a program of its own. */
public final class OmegaViewer {
    // java.util.logging holds its loggers weakly
    private static final Logger ALL = Logger.getLogger("");
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene.internal.vectorization");

    private OmegaViewer() {}

    public static void main(String[] args) {
        quiet();
        ViewerProgram.main(args);
    }

    /**
     * Libraries log through java.util.logging; what is no warning would only disturb, and the launcher leaves out the vector
     * module on purpose, so Lucene need not mention it either.
     */
    static void quiet() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            ALL.setLevel(Level.WARNING);
            LUCENE.setLevel(Level.SEVERE);
        }
    }
}
