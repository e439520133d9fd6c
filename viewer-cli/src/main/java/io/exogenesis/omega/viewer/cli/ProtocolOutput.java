package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.viewer.ViewerException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Where the messages of a protocol on standard output go. The launcher hands the real standard output over as another file
 * descriptor, and gives the process standard error in its place: then nothing that the JVM, an agent of it or a native library
 * prints can come between the messages. Written with the C library's {@code write}, since a descriptor that is a socket (as hosts
 * on Node make it) cannot be opened through {@code /dev/fd}.
 */
final class ProtocolOutput extends OutputStream {
    /** Set by the launcher to the number of the descriptor. */
    static final String PROPERTY = "omega.mcp.output";

    /** Interrupted by a signal before anything was written; the same number on Linux and macOS. */
    private static final int EINTR = 4;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final int descriptor;
    private final MethodHandle write;

    private ProtocolOutput(int descriptor) {
        this.descriptor = descriptor;
        Linker linker = Linker.nativeLinker();
        write = linker.downcallHandle(
                linker.defaultLookup().find("write").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG),
                Linker.Option.captureCallState("errno"));
    }

    /** The descriptor that the launcher handed over, or standard output if it handed none. */
    static OutputStream open() {
        String number = System.getProperty(PROPERTY, "");
        if (number.isEmpty()) {
            return new FileOutputStream(FileDescriptor.out);
        }
        try {
            return new ProtocolOutput(Integer.parseInt(number));
        } catch (NumberFormatException e) {
            throw new ViewerException(PROPERTY + " is the number of a file descriptor, not " + number, e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment rest = arena.allocateFrom(
                    ValueLayout.JAVA_BYTE, MemorySegment.ofArray(bytes), ValueLayout.JAVA_BYTE, offset, length);
            while (rest.byteSize() > 0) {
                long written = written(state, rest);
                int error = (int) ERRNO.get(state, 0L);
                if (written < 0 && error != EINTR) {
                    throw new IOException("error " + error + " of the system");
                }
                rest = rest.asSlice(Math.max(0, written));
            }
        }
    }

    private long written(MemorySegment state, MemorySegment bytes) throws IOException {
        try {
            return (long) write.invokeExact(state, descriptor, bytes, bytes.byteSize());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the system's write cannot be called", e);
        }
    }
}
