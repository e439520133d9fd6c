package io.exogenesis.omega.embedder;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * ONNX Runtime reports on its use unless the environment says {@code ORT_DISABLE_TELEMETRY=1} when its library is loaded, and on
 * Linux it crashes a process with a command line of more than some 4,096 bytes while it prepares to (1.29). A viewer's device
 * reports to nobody: the variable is set in this process before the library is loaded, wherever the C library has {@code
 * setenv}. Launchers set it themselves, which spares the JVM the call.
 */
final class OrtTelemetry {
    private static final System.Logger LOG = System.getLogger(OrtTelemetry.class.getName());
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private OrtTelemetry() {}

    /** To be called before anything of ONNX Runtime's. */
    static void off() {
        if ("1".equals(System.getenv(VARIABLE))) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return; // not a system with a C library of this kind: the library for it reads no such variable
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle call = linker.downcallHandle(
                    setenv.get(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            int failed = (int) call.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                LOG.log(Level.WARNING, "{0}=1 cannot be set: set it in the environment of the process", VARIABLE);
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "{0}=1 cannot be set ({1}): set it in the environment of the process", VARIABLE, e);
        }
    }
}
