package io.exogenesis.omega.viewer.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.quic.QuicEngine;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The public types of the promised packages, as compiled. */
final class PublicApi {
    /** One type of each package, by which its classes are found. */
    static final List<Class<?>> ONE_OF_EACH = List.of(
            ViewerAgent.class, Episode.class, ViewerRuntime.class, MediaItem.class, Embedder.class, QuicEngine.class);

    private PublicApi() {}

    /** Public types of the package of this one, nested ones among them. */
    static List<Class<?>> typesBeside(Class<?> one) throws IOException, URISyntaxException, ClassNotFoundException {
        Path place =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        String directory = one.getPackageName().replace('.', '/');
        List<String> names;
        if (Files.isDirectory(place)) {
            names = classes(place.resolve(directory));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                names = classes(jar.getPath(directory));
            }
        }
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(one.getPackageName() + "." + name, false, one.getClassLoader());
            if (isPublic(type)) {
                types.add(type);
            }
        }
        assertThat(types).as("the test sees " + one.getPackageName()).contains(one);
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isSynthetic()
                && (outer == null || isPublic(outer));
    }

    private static List<String> classes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".class") && !n.equals("package-info.class"))
                    .map(n -> n.substring(0, n.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }

    /** What a caller can call of a type: its own public and protected constructors and methods. */
    static List<Executable> calls(Class<?> type) {
        return Stream.<Executable>concat(
                        Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
                .filter(m -> (m.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !m.isSynthetic())
                .toList();
    }

    /** One line a type and a member, sorted. */
    static List<String> signatures(List<Class<?>> types) {
        TreeSet<String> lines = new TreeSet<>();
        for (Class<?> type : types) {
            String name = type.getName();
            lines.add(name + " : " + type.toGenericString() + parents(type));
            for (Executable call : calls(type)) {
                lines.add(name + " . "
                        + (call instanceof Constructor<?> c ? c.toGenericString() : ((Method) call).toGenericString()));
            }
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers()) && !field.isSynthetic()) {
                    lines.add(name + " . " + field.toGenericString());
                }
            }
        }
        return List.copyOf(lines);
    }

    private static String parents(Class<?> type) {
        StringBuilder text = new StringBuilder();
        if (type.getGenericSuperclass() != null) {
            text.append(" extends ").append(type.getGenericSuperclass().getTypeName());
        }
        for (var parent : type.getGenericInterfaces()) {
            text.append(" implements ").append(parent.getTypeName());
        }
        return text.toString();
    }
}
