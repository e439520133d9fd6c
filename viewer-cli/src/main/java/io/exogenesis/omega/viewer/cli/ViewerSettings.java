package io.exogenesis.omega.viewer.cli;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ConflictStrategy;
import io.exogenesis.omega.viewer.RetryPolicy;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of the host's environment: system properties, environment variables ({@code OMEGA_VIEWER_SYNC_INTERVAL}) and {@code
 * META-INF/microprofile-config.properties}, in this order of precedence.
 *
 * <pre>
 * omega.viewer.sync-interval        PT60S    between automatic syncs, PT0S: only when asked
 * omega.viewer.min-quality          0.7      least success rate of a pattern that may leave
 * omega.viewer.max-local-patterns   10000    most patterns kept
 * omega.viewer.sample-size          200      most titles in the sample, 1 to 200; beyond 50 only with the owner's consent
 * omega.viewer.conflict-strategy             viewer-wins, omega-wins, quality-wins or merge, for patterns of all kinds
 * omega.viewer.conflict-strategy.preference      merge          the same for one kind; stands above the one for all
 * omega.viewer.conflict-strategy.behavior        viewer-wins
 * omega.viewer.conflict-strategy.discovery       omega-wins
 * omega.viewer.conflict-strategy.recommendation  quality-wins
 * omega.viewer.pull-task-types               kinds of the bank's patterns that are fetched, as preference,behavior; absent: all
 * omega.viewer.pull-min-quality     0        least success rate of the bank's patterns that are fetched
 * omega.viewer.exchange-timeout     PT10S    longest wait for an answer
 * omega.viewer.standby              false    keep a second endpoint warm: true or false
 * omega.viewer.queue-limit          10000    most calls waiting in an agent
 * omega.viewer.retry-attempts       5        how often a sync is tried
 * omega.viewer.probation-share      0.02     most of the titles shown for patterns on probation, 0 to 1
 * omega.viewer.exploration-share    0        most of the titles shown to explore the taste, 0 to 1; recommended 0.05
 * </pre>
 */
public final class ViewerSettings {
    private static final String PREFIX = "omega.viewer.";

    private static final String FILE = "META-INF/microprofile-config.properties";

    /** Empty where the environment speaks of none. */
    private final Optional<SmallRyeConfig> config;

    private ViewerSettings(Optional<SmallRyeConfig> config) {
        this.config = config;
    }

    /** The settings as they are now. */
    public static ViewerSettings ofEnvironment() {
        ClassLoader loader = ViewerSettings.class.getClassLoader();
        return new ViewerSettings(
                silent(loader)
                        ? Optional.empty()
                        : Optional.of(new SmallRyeConfigBuilder()
                                .forClassLoader(loader)
                                .addDefaultInterceptors()
                                .addDefaultSources()
                                .build()));
    }

    /**
     * Whether nothing in the environment could be a setting: the usual case, in which a process that only recommends need not load
     * the library for it. {@code OMEGA_VIEWER_CACHE} and {@code OMEGA_VIEWER_JAVA_OPTS} are the launcher's.
     */
    private static boolean silent(ClassLoader loader) {
        return System.getProperties().stringPropertyNames().stream().noneMatch(ViewerSettings::speaks)
                && System.getenv().keySet().stream().noneMatch(ViewerSettings::speaks)
                && loader.getResource(FILE) == null;
    }

    private static boolean speaks(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return plain.contains(PREFIX) && !plain.equals("omega.viewer.cache") && !plain.equals("omega.viewer.java.opts")
                || plain.startsWith("smallrye.config")
                || plain.startsWith("mp.config");
    }

    /**
     * Sets what the environment sets, and nothing else.
     *
     * @throws InvalidValueException naming the key if a value cannot be understood; limits are checked when the
     *     configuration is built
     */
    public ViewerAgentConfig.Builder applyTo(ViewerAgentConfig.Builder builder) {
        set("sync-interval", v -> builder.syncInterval(Duration.parse(v)));
        set("push", v -> builder.push(yes(v)));
        set("min-quality", v -> builder.minQualityThreshold(Double.parseDouble(v)));
        set("max-local-patterns", v -> builder.maxLocalPatterns(Integer.parseInt(v)));
        set("sample-size", v -> builder.sampleSize(Integer.parseInt(v)));
        set("conflict-strategy", v -> builder.conflictStrategy(strategy(v)));
        for (TaskType kind : TaskType.values()) {
            set(
                    "conflict-strategy." + kind.name().toLowerCase(Locale.ROOT),
                    v -> builder.conflictStrategy(kind, strategy(v)));
        }
        set("pull-task-types", v -> builder.pullTaskTypes(kinds(v)));
        set("pull-min-quality", v -> builder.pullMinSuccessRate(Double.parseDouble(v)));
        set("exchange-timeout", v -> builder.exchangeTimeout(Duration.parse(v)));
        set("standby", v -> builder.standby(yes(v)));
        set("queue-limit", v -> builder.queueLimit(Integer.parseInt(v)));
        set(
                "retry-attempts",
                v -> builder.retry(
                        new RetryPolicy(Integer.parseInt(v), RetryPolicy.DEFAULT.base(), RetryPolicy.DEFAULT.cap())));
        set("probation-share", v -> builder.probationShare(Double.parseDouble(v)));
        set("exploration-share", v -> builder.explorationShare(Double.parseDouble(v)));
        return builder;
    }

    private static boolean yes(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValueException("true or false");
        };
    }

    private static ConflictStrategy strategy(String name) {
        return ConflictStrategy.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Set<TaskType> kinds(String names) {
        return Arrays.stream(names.split(","))
                .map(name -> TaskType.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private interface Setter {
        ViewerAgentConfig.Builder to(String value);
    }

    private void set(String name, Setter setter) {
        config.flatMap(c -> c.getOptionalValue(PREFIX + name, String.class)).ifPresent(value -> {
            try {
                setter.to(value.strip());
            } catch (RuntimeException e) {
                throw new InvalidValueException(PREFIX + name + " cannot be '" + value + "': " + e.getMessage());
            }
        });
    }
}
