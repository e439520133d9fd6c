package io.exogenesis.omega.web.openapi;

import io.exogenesis.omega.web.rest.OmegaApplication;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The routes as the compiled resource classes have them. */
final class Resources {
    private Resources() {}

    /** Who may call, by {@code METHOD path}. */
    static Map<String, Set<String>> routes() throws IOException {
        Map<String, Set<String>> routes = new TreeMap<>();
        for (Class<?> resource : classes()) {
            for (Method method : resource.getDeclaredMethods()) {
                verb(method)
                        .ifPresent(verb -> routes.computeIfAbsent(
                                        verb + " " + path(resource, method), r -> new TreeSet<>())
                                .addAll(access(resource, method)));
            }
        }
        return routes;
    }

    private static List<Class<?>> classes() throws IOException {
        try {
            java.nio.file.Path root = java.nio.file.Path.of(OmegaApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (var all = java.nio.file.Files.walk(root)) {
                return all.map(f -> root.relativize(f).toString())
                        .filter(name -> name.endsWith("Resource.class"))
                        .map(name -> load(name.substring(0, name.length() - ".class".length())
                                .replace(java.io.File.separatorChar, '.')))
                        .filter(c -> c.isAnnotationPresent(Path.class))
                        .collect(Collectors.toList());
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Resources.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(a -> a.isAnnotationPresent(HttpMethod.class))
                .map(a -> a.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        return OmegaApplication.class.getAnnotation(ApplicationPath.class).value()
                + resource.getAnnotation(Path.class).value()
                + (own == null ? "" : "/" + own.value());
    }

    /** As AccessFilter finds it, in the words of {@link Document#access}. */
    private static Set<String> access(Class<?> resource, Method method) {
        Access access = method.isAnnotationPresent(Access.class)
                ? method.getAnnotation(Access.class)
                : resource.getAnnotation(Access.class);
        Set<String> names = new TreeSet<>();
        for (Who who : access == null ? new Who[0] : access.value()) {
            switch (who) {
                case ANYBODY -> names.add("anybody");
                case THIS_MACHINE -> names.addAll(Set.of("this machine", "admin"));
                case VIEWER -> names.add("viewer");
                case ADMIN -> names.add("admin");
                case ENROLMENT_KEY -> names.add("enrolmentKey");
            }
        }
        return names;
    }
}
