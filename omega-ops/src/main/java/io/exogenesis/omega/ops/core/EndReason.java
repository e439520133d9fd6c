package io.exogenesis.omega.ops.core;

import java.util.OptionalInt;

/** Says in one line why a Core ended: from its exit code, and from what its process printed last. */
final class EndReason {
    private static final int SIGKILL = 9;

    private EndReason() {}

    /**
     * The most certain cause first: memory, a signal, an error in the log, the bare exit code.
     *
     * @param exit exit code of the process, if it was seen
     */
    static String of(OptionalInt exit, CoreDirectory data) {
        return ServerLog.outOfMemory(data)
                .map(what -> "out of memory (" + what + ")")
                .orElseGet(() -> bySignalOrError(exit, data));
    }

    private static String bySignalOrError(OptionalInt exit, CoreDirectory data) {
        OptionalInt signal = CoreEnd.signal(exit);
        if (signal.isPresent()) {
            return "killed by signal " + named(signal.getAsInt());
        }
        String code = exit.isPresent() ? "exit code " + exit.getAsInt() : "exit code not seen";
        return ServerLog.lastError(data)
                .map(e -> e + " (" + code + ")")
                .orElse("ended with no error in its log (" + code + ")");
    }

    private static String named(int signal) {
        return switch (signal) {
            case 6 -> "6 (SIGABRT: the JVM crashed; see hs_err_pid*.log in the data directory)";
            case SIGKILL -> "9 (SIGKILL: by somebody, or by the system when memory ran out)";
            case 11 -> "11 (SIGSEGV)";
            case 15 -> "15 (SIGTERM)";
            default -> Integer.toString(signal);
        };
    }
}
