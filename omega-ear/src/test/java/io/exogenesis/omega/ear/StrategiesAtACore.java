package io.exogenesis.omega.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.viewer.ConflictStrategy;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.internal.memory.LocalReasoningBank;
import io.exogenesis.omega.viewer.internal.store.KnownPattern;
import io.exogenesis.omega.viewer.memory.FoundPattern.Origin;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What agents make of a bank that knows their taste in other words: each conflict strategy, and a filter. The Core is a real one; which,
 * and the way to it, are the caller's. Agents give no consent, so that all of them see the same bank.
 */
final class StrategiesAtACore {
    /** A jury is drawn, so not every taste is admitted, and each agent groups its titles in its own way. */
    private static final int LIVES = 6;

    /** From which cosine on two patterns are about one taste. */
    private static final float SAME_TASTE = .8f;

    private final ViewerRuntime runtime;
    private final Function<String, ViewerAgentConfig.Builder> viewers;
    private final BiConsumer<ViewerAgent, Integer> life;
    private final List<KnownPattern> bank;

    /**
     * Looks at the bank.
     *
     * @param viewers enrols a new viewer, or gives the same again for the same name
     * @param life lets a viewer watch and its agent learn: the n-th of {@value #LIVES} lives
     */
    StrategiesAtACore(
            ViewerRuntime runtime,
            Function<String, ViewerAgentConfig.Builder> viewers,
            BiConsumer<ViewerAgent, Integer> life) {
        this.runtime = runtime;
        this.viewers = viewers;
        this.life = life;
        this.bank = at("newcomer", b -> {}, agent -> {}, StrategiesAtACore::used);
        assertThat(bank).as("patterns of the bank").isNotEmpty().allMatch(p -> p.origin() == Origin.BANK);
    }

    private <T> T at(
            String name,
            Consumer<ViewerAgentConfig.Builder> setting,
            Consumer<ViewerAgent> before,
            Function<ViewerAgent, T> question) {
        ViewerAgentConfig.Builder config = viewers.apply(name);
        setting.accept(config);
        try (ViewerAgent agent = runtime.open(config.build())) {
            agent.initialize().join();
            agent.firstPull().join();
            before.accept(agent);
            agent.syncWithCore().join();
            return question.apply(agent);
        }
    }

    private static List<KnownPattern> used(ViewerAgent agent) {
        return ((LocalReasoningBank) agent.reasoningBank()).patterns();
    }

    /** What an agent learned and what it goes by, of preferences. */
    private record Result(List<ExogenesisPattern> own, List<KnownPattern> used) {
        Set<String> names() {
            return used.stream().map(p -> p.origin() + " " + p.id().value()).collect(Collectors.toSet());
        }
    }

    /** Of the first life whose taste the bank knows. */
    private Result by(ConflictStrategy strategy, double goodEnough) {
        for (int n = 0; n < LIVES; n++) {
            Result result = by(strategy, goodEnough, n);
            if (conflicts(result, true).findAny().isPresent()) {
                return result;
            }
        }
        throw new AssertionError("no agent of " + LIVES + " learned a taste that the bank knows");
    }

    private Result by(ConflictStrategy strategy, double goodEnough, int which) {
        return at(
                strategy + "-" + goodEnough + "-" + which,
                b -> b.conflictStrategy(strategy).minQualityThreshold(goodEnough),
                agent -> life.accept(agent, which),
                agent -> new Result(
                        agent.patterns().stream()
                                .filter(p -> p.taskType() == TaskType.PREFERENCE)
                                .toList(),
                        used(agent).stream().filter(KnownPattern::taste).toList()));
    }

    /** An agent of each strategy, and one that is content with nothing of its own. */
    void eachStrategy_decidesWhatTheAgentGoesBy() {
        Result local = by(ConflictStrategy.VIEWER_WINS, .7);
        assertThat(local.names())
                .isEqualTo(names(all(local, Origin.LOCAL), conflicts(local, false)))
                .as("own patterns that the bank speaks of, too")
                .hasSizeLessThan(local.own().size() + tastes().size());

        Result global = by(ConflictStrategy.OMEGA_WINS, .7);
        assertThat(global.names())
                .isEqualTo(names(unmet(global), tastes().stream().map(StrategiesAtACore::name)));

        Result good = by(ConflictStrategy.QUALITY_WINS, 0);
        assertThat(good.names()).isEqualTo(names(all(good, Origin.LOCAL), conflicts(good, false)));
        Result poor = by(ConflictStrategy.QUALITY_WINS, 1);
        assertThat(poor.names()).isEqualTo(names(unmet(poor), tastes().stream().map(StrategiesAtACore::name)));

        merged(by(ConflictStrategy.MERGE, .7));
    }

    /** Each own pattern that meets one of the bank becomes one with it, weighted by titles and supporters. */
    private void merged(Result merged) {
        Map<String, KnownPattern> together = merged.used().stream()
                .filter(p -> p.origin() == Origin.MERGED)
                .collect(Collectors.toMap(p -> p.id().value(), p -> p));
        Set<String> met = merged.own().stream()
                .filter(own -> tastes().stream().anyMatch(theirs -> meets(merged, own, theirs)))
                .map(own -> own.id().value())
                .collect(Collectors.toSet());
        assertThat(together.keySet()).isNotEmpty().isEqualTo(met);
        for (ExogenesisPattern own : merged.own()) {
            Optional.ofNullable(together.get(own.id().value()))
                    .ifPresent(one -> assertThat(tastes())
                            .filteredOn(theirs -> meets(merged, own, theirs))
                            .as("%s and one of the bank", own.id())
                            .anySatisfy(theirs -> {
                                double a = own.items();
                                double b = theirs.weight();
                                assertThat(one.weight()).isEqualTo((int) (a + b));
                                assertThat(one.successRate())
                                        .isEqualTo((a * own.successRate() + b * theirs.successRate()) / (a + b));
                                assertThat(one.embedding()).isNotEqualTo(own.embedding());
                                assertThat(one.embedding().cosine(theirs.embedding()))
                                        .as("nearer to the bank's than the own is")
                                        .isGreaterThan(own.embedding().cosine(theirs.embedding()));
                            }));
        }
    }

    /** Least quality, then kinds, then everything, one after another on one device. */
    void filter_ofOneDevice_isWhatItHolds() {
        double cut = bank.stream().mapToDouble(KnownPattern::successRate).max().orElseThrow();
        PullFilter best = PullFilter.ALL.withMinSuccessRate(cut);
        assertThat(held(best)).as("the best are not all").hasSizeBetween(1, bank.size() - 1);
        for (PullFilter filter : List.of(
                best,
                PullFilter.ALL.withTaskTypes(Set.of(TaskType.DISCOVERY, TaskType.BEHAVIOR)),
                PullFilter.ALL.withTaskTypes(Set.of(TaskType.PREFERENCE)),
                PullFilter.ALL)) {
            Map<String, KnownPattern> wanted = new TreeMap<>();
            bank.stream()
                    .filter(p -> p.successRate() >= filter.minSuccessRate())
                    .filter(p ->
                            filter.taskTypes().isEmpty() || filter.taskTypes().contains(p.taskType()))
                    .forEach(p -> wanted.put(p.id().value(), p));
            assertThat(held(filter)).as(filter.toString()).isEqualTo(wanted);
        }
    }

    private Map<String, KnownPattern> held(PullFilter filter) {
        return at(
                "device",
                b -> b.pullTaskTypes(filter.taskTypes()).pullMinSuccessRate(filter.minSuccessRate()),
                agent -> {},
                agent -> used(agent).stream()
                        .collect(Collectors.toMap(p -> p.id().value(), p -> p, (a, b) -> a, TreeMap::new)));
    }

    private List<KnownPattern> tastes() {
        return bank.stream().filter(KnownPattern::taste).toList();
    }

    private static boolean meets(Result result, ExogenesisPattern own, KnownPattern theirs) {
        return result.own().stream()
                .filter(o -> o.embedding().cosine(theirs.embedding()) >= SAME_TASTE)
                .max(java.util.Comparator.comparingDouble(o -> o.embedding().cosine(theirs.embedding())))
                .filter(own::equals)
                .isPresent();
    }

    /** Those of the bank that speak, or do not, of what an own pattern speaks of. */
    private Stream<String> conflicts(Result result, boolean conflict) {
        return tastes().stream()
                .filter(theirs -> result.own().stream().anyMatch(own -> meets(result, own, theirs)) == conflict)
                .map(StrategiesAtACore::name);
    }

    private static Stream<String> all(Result result, Origin origin) {
        return result.own().stream().map(p -> origin + " " + p.id().value());
    }

    private Stream<String> unmet(Result result) {
        return result.own().stream()
                .filter(own -> tastes().stream().noneMatch(theirs -> meets(result, own, theirs)))
                .map(p -> Origin.LOCAL + " " + p.id().value());
    }

    private static String name(KnownPattern p) {
        return p.origin() + " " + p.id().value();
    }

    private static Set<String> names(Stream<String> some, Stream<String> others) {
        return Stream.concat(some, others).collect(Collectors.toSet());
    }
}
