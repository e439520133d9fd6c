package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code recommend} in its plain form: options that are known, each once ({@code --genre} may come again), each value an argument of
 * its own. It means the same as by {@link RecommendCommand} and is there for the time it takes: the classes of the library that
 * reads command lines are too old for the JVM's cache, and reading the annotations of all commands took a third of a start.
 *
 * <p>Everything else, help and mistakes above all, is left to that library: it knows how to say what is wrong.
 */
final class PlainRecommend {
    /** As {@link RecommendCommand}'s. */
    private static final int DEFAULT_K = 10;
    /** Longer numbers are no mistake that this class would have to explain. */
    private static final int MAX_DIGITS = 6;

    private static final Set<String> ONCE = Set.of("--data", "--catalogue", "-k", "--query", "--mood", "--time-of-day");

    private final Map<String, String> values = new HashMap<>();
    private final List<String> genres = new ArrayList<>();
    private boolean json;

    private PlainRecommend() {}

    /**
     * Recommends if the arguments are of the plain form.
     *
     * @return the exit code; empty if they are not, and nothing has happened
     */
    static Optional<Integer> execute(String[] args, PrintWriter out, PrintWriter err) {
        PlainRecommend plain = new PlainRecommend();
        if (args.length == 0 || !args[0].equals("recommend") || !plain.takeAll(args)) {
            return Optional.empty();
        }
        try {
            RecommendTask task = new RecommendTask(plain.context(), plain.json);
            Path directory = OpenAgent.directory(plain.value("--data").map(Path::of));
            return Optional.of(plain.run(task, directory, out, err));
        } catch (InvalidValueException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private boolean takeAll(String[] args) {
        for (int at = 1; at < args.length; at++) {
            if (args[at].equals("--json") && !json) {
                json = true;
            } else if (at + 1 < args.length && take(args[at], args[at + 1])) {
                at++;
            } else {
                return false;
            }
        }
        return true;
    }

    private boolean take(String option, String value) {
        // what the library would look into: another option, a file of arguments, a variable
        if (value.isEmpty() || value.startsWith("-") || value.startsWith("@") || value.contains("${")) {
            return false;
        }
        if (option.equals("--genre")) {
            return genres.add(value);
        }
        boolean fits = !option.equals("-k") || isNumber(value);
        return fits && ONCE.contains(option) && values.putIfAbsent(option, value) == null;
    }

    private static boolean isNumber(String value) {
        return value.length() <= MAX_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    private ViewerContext context() {
        int k = value("-k").map(Integer::parseInt).orElse(DEFAULT_K);
        return RecommendTask.context(k, value("--query"), genres, value("--mood"), value("--time-of-day"));
    }

    private int run(RecommendTask task, Path directory, PrintWriter out, PrintWriter err) {
        try {
            Identity identity = Identity.of(directory);
            ViewerAgentConfig config = OpenAgent.config(identity, directory).build();
            return task.run(OpenAgent.openFor(task.context(), config, value("--catalogue"), err), out, err);
        } catch (RuntimeException e) {
            return Failure.told(e, "viewer recommend", err);
        }
    }
}
