package io.exogenesis.omega.viewer.internal.sync;

import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** What a process has only one of, as text by name. Wants {@code java.lang} and {@code java.net} opened to it. */
final class HostState {
    private static final long POINTER_BYTES = ValueLayout.ADDRESS.byteSize();

    private HostState() {}

    static Map<String, String> now() throws Exception {
        Map<String, String> state = new TreeMap<>();
        environment(state);
        process(state);
        logging(state);
        defaults(state);
        network(state);
        System.getProperties().forEach((key, value) -> state.put("property " + key, value.toString()));
        shutdownHooks().forEach(hook -> state.put("shutdown hook " + hook, "registered"));
        return state;
    }

    /** As Java remembers it, as the C library has it, and as a child process gets it. */
    private static void environment(Map<String, String> state) throws Exception {
        System.getenv().forEach((name, value) -> state.put("variable in Java " + name, value));
        nativeEnvironment().forEach(entry -> state.put("variable in C " + name(entry), entry));
        Process env = new ProcessBuilder("env").redirectErrorStream(true).start();
        String inherited = new String(env.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        inherited.lines().forEach(entry -> state.put("variable of a child " + name(entry), entry));
        env.waitFor();
    }

    private static String name(String entry) {
        return entry.substring(0, Math.max(0, entry.indexOf('=')));
    }

    private static Set<String> nativeEnvironment() {
        MemorySegment variable = Linker.nativeLinker()
                .defaultLookup()
                .find("environ")
                .orElseThrow()
                .reinterpret(POINTER_BYTES);
        MemorySegment list = variable.get(ValueLayout.ADDRESS, 0).reinterpret(Long.MAX_VALUE);
        Set<String> out = new TreeSet<>();
        for (long at = 0; !list.get(ValueLayout.ADDRESS, at).equals(MemorySegment.NULL); at += POINTER_BYTES) {
            out.add(list.get(ValueLayout.ADDRESS, at)
                    .reinterpret(Long.MAX_VALUE)
                    .getString(0));
        }
        return out;
    }

    /** Umask and signals: ignored and caught. */
    private static void process(Map<String, String> state) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Umask") || line.startsWith("SigIgn") || line.startsWith("SigCgt")) {
                state.put("process " + line.substring(0, 6), line);
            }
        }
        state.put("working directory", Path.of("/proc/self/cwd").toRealPath().toString());
    }

    /** Loggers that somebody has set something of; those that merely exist are nobody's business. */
    private static void logging(Map<String, String> state) {
        for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
            Logger logger = LogManager.getLogManager().getLogger(name);
            if (logger != null
                    && (logger.getLevel() != null
                            || logger.getHandlers().length > 0
                            || logger.getFilter() != null
                            || !logger.getUseParentHandlers())) {
                String handlers = Arrays.stream(logger.getHandlers())
                        .map(h -> id(h) + "@" + h.getLevel())
                        .collect(Collectors.joining(","));
                state.put(
                        "logger '" + name + "'",
                        logger.getLevel() + " " + handlers + " " + logger.getUseParentHandlers() + " "
                                + id(logger.getFilter()));
            }
        }
    }

    private static void defaults(Map<String, String> state) {
        for (Locale.Category category : Locale.Category.values()) {
            state.put("locale " + category, Locale.getDefault(category).toString());
        }
        state.put("locale", Locale.getDefault().toString());
        state.put("time zone", TimeZone.getDefault().getID());
        state.put("charset", Charset.defaultCharset().name());
        state.put("security providers", Arrays.toString(Security.getProviders()));
        state.put("uncaught handler", id(Thread.getDefaultUncaughtExceptionHandler()));
        state.put("context class loader", id(Thread.currentThread().getContextClassLoader()));
        state.put("standard streams", id(System.in) + " " + id(System.out) + " " + id(System.err));
    }

    private static void network(Map<String, String> state) throws Exception {
        state.put("authenticator", id(Authenticator.getDefault()));
        state.put("proxy selector", id(ProxySelector.getDefault()));
        state.put("cookie handler", id(CookieHandler.getDefault()));
        state.put("redirects", Boolean.toString(HttpURLConnection.getFollowRedirects()));
        state.put("SSL context", id(SSLContext.getDefault()));
        state.put("SSL sockets", id(HttpsURLConnection.getDefaultSSLSocketFactory()));
        state.put("host name verifier", id(HttpsURLConnection.getDefaultHostnameVerifier()));
        state.put("URL stream handlers", id(field(URL.class, "factory")));
    }

    private static Set<String> shutdownHooks() throws Exception {
        Set<String> out = new TreeSet<>();
        Map<?, ?> hooks = (Map<?, ?>) field(Class.forName("java.lang.ApplicationShutdownHooks"), "hooks");
        for (Object hook : Set.copyOf(hooks.keySet())) {
            Field holder = Thread.class.getDeclaredField("holder");
            holder.setAccessible(true);
            Object fields = holder.get(hook);
            Field task = fields.getClass().getDeclaredField("task");
            task.setAccessible(true);
            Object runs = task.get(fields);
            out.add((runs == null ? hook : runs).getClass().getName());
        }
        return out;
    }

    /** Threads that would keep the process from ending. */
    static Set<String> threadsThatHoldTheProcess() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread.isAlive())
                .map(Thread::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    private static String id(Object o) {
        return o == null ? "none" : o.getClass().getName() + "@" + System.identityHashCode(o);
    }
}
