package io.exogenesis.omega.quic.jetty;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Keeps quiche from reading the system's certificate authorities.
 *
 * <p>Jetty makes one TLS configuration a connection, and each parses the whole authority bundle (some 140 certificates, in a
 * debug build), though nobody here is ever checked against an authority: peers are pinned. That was four fifths of the time
 * of a handshake and nearly all of the memory of a connection. BoringSSL takes the bundle's place from the environment, so
 * the native environment of this process says that it is empty, whatever it said before: Java's own TLS and the processes
 * that Java starts do not look there.
 */
final class AuthorityBundle {

    private static final String VARIABLE = "SSL_CERT_FILE";
    private static final String EMPTY = "/dev/null";

    private AuthorityBundle() {}

    /** True if done; false where the C library has no {@code setenv}, as on Windows: there it just stays slower. */
    @SuppressWarnings("restricted")
    static boolean skip() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find("setenv");
        if (symbol.isEmpty()) {
            return false;
        }
        MethodHandle setenv = linker.downcallHandle(
                symbol.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int overwrite = 1;
            return (int) setenv.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom(EMPTY), overwrite) == 0;
        } catch (Throwable e) { // what a method handle declares
            throw new AssertionError("setenv takes two strings and a number", e);
        }
    }
}
