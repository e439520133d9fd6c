package io.exogenesis.omega.viewer.cli;

import java.io.PrintWriter;

/** The viewer's command line as a process: what is asked for every day goes the short way. */
public final class ViewerProgram {
    private ViewerProgram() {}

    /** Ends the process with the command's exit code. */
    public static void main(String[] args) {
        StandardStreams streams = StandardStreams.install();
        PrintWriter out = WrappingWriter.ofProcess(new PrintWriter(System.out, true, System.out.charset()));
        PrintWriter err = WrappingWriter.ofProcess(new PrintWriter(System.err, true, System.err.charset()));
        int code = execute(args, out, err);
        out.flush();
        err.flush();
        System.exit(streams.ended(code));
    }

    /**
     * Runs a command.
     *
     * @return the exit code: 0 done, 1 failed, 2 bad usage
     */
    public static int execute(String[] args, PrintWriter out, PrintWriter err) {
        return PlainRecommend.execute(args, out, err)
                .orElseGet(() -> ViewerCommand.commandLine(out, err).execute(args));
    }
}
