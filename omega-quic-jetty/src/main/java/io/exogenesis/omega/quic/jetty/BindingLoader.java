package io.exogenesis.omega.quic.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import org.eclipse.jetty.quic.quiche.QuicheBinding;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's binding of the native library, defined a second time so that it unpacks into a directory of ours.
 *
 * <p>Jetty 12.1.5 copies the library to a fixed name under {@code java.io.tmpdir}, over whatever lies there: a second JVM with
 * the same directory would overwrite the file that the first has mapped, and crash it. The property is the host's and is not
 * changed, so the one method that reads it is given the directory as a constant instead. All other classes come from the loader
 * of this class.
 *
 * <p>As the context class loader of the thread that initialises Jetty's {@code Quiche} it offers {@link GuardedBinding} alone:
 * Jetty would initialise each binding that it finds, its own among them.
 */
final class BindingLoader extends ClassLoader {
    private static final String PACKAGE = "org.eclipse.jetty.quic.quiche.foreign.";
    private static final String BINDING = PACKAGE + "ForeignQuicheBinding";
    private static final String UNPACKER = PACKAGE + "NativeHelper";
    private static final String UNPACK = "extractFromResourcePath";
    private static final String TMPDIR = "java.io.tmpdir";

    private static final String SERVICES = "META-INF/services/" + QuicheBinding.class.getName();
    private static final String OUR_SERVICES = "io/exogenesis/omega/quic/jetty/binding.provider";

    private final ClassLoader ours = Objects.requireNonNull(BindingLoader.class.getClassLoader());
    private final Path directory;

    /** @param directory where the native library is unpacked; it may be deleted once the binding is initialised */
    BindingLoader(Path directory) {
        // No parent: a service loader asks the parents' modules, too, and Jetty's own binding may be in one of them.
        super("omega-quic-binding", null);
        this.directory = directory;
    }

    /** A new binding; its library is loaded by {@link QuicheBinding#initialize}. */
    QuicheBinding binding() {
        try {
            return (QuicheBinding)
                    loadClass(BINDING, false).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(BINDING + " is not the class that is known here", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return ours.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream in = ours.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] read = in.readAllBytes();
            byte[] bytes = name.equals(UNPACKER) ? unpackingHere(read) : read;
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return ours.getResource(name.equals(SERVICES) ? OUR_SERVICES : name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(SERVICES)
                ? Collections.enumeration(Collections.list(ours.getResources(OUR_SERVICES)))
                : ours.getResources(name);
    }

    /** The class with {@code System.getProperty("java.io.tmpdir")} replaced by the directory's name. */
    private byte[] unpackingHere(byte[] original) {
        int[] replaced = {0};
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(original);
        byte[] out = files.transformClass(
                model,
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(UNPACK),
                        (code, element) -> replaced[0] += replace(code, element)));
        if (replaced[0] != 2) {
            throw new IllegalStateException("this version of Jetty unpacks its native library in another way");
        }
        return out;
    }

    /** Of the two instructions, load the name and ask for the property, the first loads the directory and the second is left out. */
    private int replace(CodeBuilder code, CodeElement element) {
        if (element instanceof ConstantInstruction constant
                && constant.constantValue().equals(TMPDIR)) {
            code.loadConstant(directory.toString());
            return 1;
        }
        if (element instanceof InvokeInstruction call && call.name().equalsString("getProperty")) {
            return 1;
        }
        code.with(element);
        return 0;
    }
}
