package io.exogenesis.omega.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller passed to a tool, read with the limits of the tool's schema. A wrong value is a {@link ToolProblem} that names
 * the argument, what it takes and what it got: a model that reads it can mend its call.
 */
public final class Arguments {
    private final String path;
    private final Map<String, Object> values;

    private Arguments(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * The arguments of a call.
     *
     * @param known all names that the tool takes
     * @throws ToolProblem for a name that it does not take
     */
    public static Arguments of(Map<String, Object> values, Set<String> known) {
        return checked("", values, known);
    }

    private static Arguments checked(String path, Map<String, Object> values, Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new ToolProblem("There is no argument " + UntrustedText.echo(path + name) + "; "
                        + (path.isEmpty() ? "the tool" : path.substring(0, path.length() - 1)) + " takes "
                        + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))) + ".");
            }
        }
        return new Arguments(path, values);
    }

    /** The members of an argument that is an object; none if it is absent. */
    @SuppressWarnings("unchecked") // JSON's names are strings
    public Arguments object(String name, Set<String> known) {
        Object value = values.get(name);
        if (value == null) {
            return new Arguments(path + name + ".", Map.of());
        }
        if (value instanceof Map<?, ?> map) {
            return checked(path + name + ".", (Map<String, Object>) map, known);
        }
        throw wrong(name, "an object", value);
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The names that were given. */
    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    public Optional<String> text(String name, int longest) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw wrong(name, "a text", value);
        }
        if (text.length() > longest) {
            throw new ToolProblem(path + name + " has at most " + longest + " characters, not " + text.length() + ".");
        }
        return Optional.of(text);
    }

    /** One of a few words. */
    public Optional<String> oneOf(String name, List<String> words) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && words.contains(text)) {
            return Optional.of(text);
        }
        throw wrong(name, "one of " + String.join(", ", words), value);
    }

    public OptionalInt whole(String name, int min, int max) {
        Object value = values.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value instanceof Number n
                && n.doubleValue() == Math.rint(n.doubleValue())
                && n.doubleValue() >= min
                && n.doubleValue() <= max) {
            return OptionalInt.of(n.intValue());
        }
        throw wrong(name, "a whole number from " + min + " to " + max, value);
    }

    public OptionalDouble number(String name, double min, double max) {
        Object value = values.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        // written so that NaN fails
        if (value instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) {
            return OptionalDouble.of(n.doubleValue());
        }
        throw wrong(name, "a number from " + plain(min) + " to " + plain(max), value);
    }

    public boolean flag(String name) {
        Object value = values.get(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false", value);
    }

    public List<String> texts(String name, int most, int longest) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(name, "a list of texts", value);
        }
        if (list.size() > most) {
            throw new ToolProblem(path + name + " has at most " + most + " entries, not " + list.size() + ".");
        }
        List<String> texts = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof String text) || text.length() > longest) {
                throw wrong(name, "a list of texts of at most " + longest + " characters", String.valueOf(one));
            }
            texts.add(text);
        }
        return texts;
    }

    private ToolProblem wrong(String name, String takes, Object got) {
        return new ToolProblem(path + name + " takes " + takes + ", not " + shown(got) + ".");
    }

    private static String shown(Object value) {
        return switch (value) {
            case Number n -> n.toString().length() > 30 ? "a number of that size" : n.toString();
            case Boolean b -> b.toString();
            case Map<?, ?> m -> "an object";
            case List<?> l -> "a list";
            default -> UntrustedText.echo(value);
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
