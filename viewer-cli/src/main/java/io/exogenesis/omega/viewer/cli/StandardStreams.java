package io.exogenesis.omega.viewer.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and error of this process: UTF-8, whatever the locale, and a write that failed is an error of the command. A
 * console of Windows keeps its own character set.
 */
public final class StandardStreams {
    private static final int BUFFER = 8192;
    private static final int FAILED = 1;
    /** What a shell reports of a program that a closed pipe ended: 128 + SIGPIPE. */
    private static final int CLOSED_PIPE = 141;

    private final Recorded out;
    private final PrintStream err;

    private StandardStreams(Recorded out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Puts them in the place of {@link System#out} and {@link System#err}. */
    public static StandardStreams install() {
        Recorded out = new Recorded(new FileOutputStream(FileDescriptor.out));
        PrintStream err = utf8(new FileOutputStream(FileDescriptor.err), System.err.charset());
        System.setOut(utf8(out, System.out.charset()));
        System.setErr(err);
        return new StandardStreams(out, err);
    }

    private static PrintStream utf8(OutputStream to, Charset ofConsole) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        boolean console =
                windows && System.console() != null && System.console().isTerminal();
        return new PrintStream(
                new BufferedOutputStream(to, BUFFER), true, console ? ofConsole : StandardCharsets.UTF_8);
    }

    /**
     * The exit code of a command that ended with {@code code}: its own, unless it went well and its output was lost. That a reader
     * wanted no more is no fault, and nothing is said.
     */
    public int ended(int code) {
        System.out.flush();
        err.flush();
        IOException failure = out.failure;
        if (failure == null) {
            return code;
        }
        String why = String.valueOf(failure.getMessage());
        if (why.toLowerCase(Locale.ROOT).contains("pipe")) {
            return code == 0 ? CLOSED_PIPE : code;
        }
        err.println("omega: the output cannot be written: " + why);
        return code == 0 ? FAILED : code;
    }

    /** Remembers the first failure, which {@link PrintStream} would only count. */
    private static final class Recorded extends OutputStream {
        private final OutputStream to;
        private volatile @Nullable IOException failure;

        Recorded(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                to.write(bytes, from, length);
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                }
                throw e;
            }
        }
    }
}
