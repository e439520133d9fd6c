package io.exogenesis.omega.viewer.internal.memory;

import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.viewer.internal.store.AgentState;
import io.exogenesis.omega.viewer.internal.store.SkillEntry;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.memory.NewSkill;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Episodes that went well, as a skill: how often and how well they went, and what their outputs have in common. Word counts,
 * and called so; what they say lies in the skill's metadata.
 */
public final class SkillMaker {
    /** Metadata: up to which time episodes are counted in. */
    static final String COUNTED_THROUGH = "countedThrough";

    private static final String EPISODES = "episodes";
    private static final String WORDS = "words";
    private static final String TREND = "trend";
    private static final String CONFIDENCE = "confidence";

    private static final int MOST_WORDS = 5;
    private static final int LEAST_LENGTH = 4;

    /** Longer ones are no words of a language. */
    private static final int MOST_LENGTH = 40;

    /** A common word stands in at least two outputs. */
    private static final int LEAST_SEEN = 2;

    /** Attempts that count as full evidence. */
    private static final double MANY_ATTEMPTS = 10;

    private static final double MOST_CONFIDENCE = .99;
    private static final double STRONG = .1;
    private static final double MODERATE = .05;
    private static final Pattern MILLIS = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Words that say nothing about a way of doing things. */
    private static final Set<String> STOP = Set.of(
            "about", "after", "also", "been", "before", "from", "have", "into", "just", "more", "only", "over", "some",
            "than", "that", "their", "them", "then", "there", "these", "they", "this", "very", "were", "what", "when",
            "which", "while", "will", "with", "would", "your");

    private final TextSpace texts;

    public SkillMaker(TextSpace texts) {
        this.texts = texts;
    }

    /** Episodes by task, each oldest first. */
    public Map<String, List<Episode>> groups(AgentState state, double minReward, Instant since) {
        return LocalReflexionMemory.all(state)
                .filter(e -> e.reward() >= minReward && e.at().isAfter(since))
                .sorted(Comparator.comparing(Episode::at).thenComparingLong(e -> Math.abs(e.id())))
                .collect(Collectors.groupingBy(Episode::task, TreeMap::new, Collectors.toList()));
    }

    /** A skill that was made or has grown, and what it was before. */
    public record Made(Optional<SkillEntry> before, AgentRecord.Stored after) {}

    /**
     * The task's skill with these episodes counted in; empty if all of them are already, or if the host has created a skill of this
     * name, which is the host's. Embeds a text.
     */
    public Optional<Made> skill(
            Optional<SkillEntry> before, String task, List<Episode> episodes, Instant now, LongSupplier ids) {
        if (before.isPresent() && !before.get().metadata().containsKey(COUNTED_THROUGH)) {
            return Optional.empty();
        }
        Instant counted =
                before.map(s -> Instant.ofEpochMilli(countedThrough(s))).orElse(Instant.MIN);
        List<Episode> fresh =
                episodes.stream().filter(e -> e.at().isAfter(counted)).toList();
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        SkillEntry skill = before.orElseGet(() -> empty(ids.getAsLong(), task, now));
        for (Episode e : fresh) {
            skill = skill.used(e.success() ? 1 : 0, e.reward(), e.latency().toMillis(), e.at());
        }
        SkillEntry told = told(skill, episodes, now);
        return Optional.of(new Made(before, new AgentRecord.Stored(told, texts.place(told.text()))));
    }

    private static SkillEntry empty(long id, String task, Instant now) {
        return SkillEntry.of(id, NewSkill.of(task, "What worked for " + task).withSuccessRate(0), now);
    }

    private static SkillEntry told(SkillEntry s, List<Episode> episodes, Instant now) {
        Map<String, String> metadata = new TreeMap<>(s.metadata());
        metadata.put(EPISODES, Integer.toString(episodes.size()));
        metadata.put(WORDS, String.join(", ", commonWords(episodes)));
        metadata.put(TREND, trend(episodes));
        metadata.put(CONFIDENCE, String.format(Locale.ROOT, "%.2f", confidence(episodes)));
        metadata.put(
                COUNTED_THROUGH, Long.toString(Math.max(episodes.getLast().at().toEpochMilli(), countedThrough(s))));
        String words = metadata.getOrDefault(WORDS, "");
        String told = "What worked for " + s.name() + (words.isEmpty() ? "" : ": " + words);
        return s.told(told, episodes.getLast().id(), metadata, now);
    }

    /** Milliseconds since 1970; 0 if the metadata, which a host may have written or imported, say nothing of the kind. */
    private static long countedThrough(SkillEntry s) {
        String said = s.metadata().getOrDefault(COUNTED_THROUGH, "0");
        return MILLIS.matcher(said).matches() ? Long.parseLong(said) : 0;
    }

    /** The words that most outputs share, the more frequent first. */
    private static List<String> commonWords(List<Episode> episodes) {
        Map<String, Long> seen = episodes.stream()
                .filter(Episode::success)
                .flatMap(e -> NO_LETTERS
                        .splitAsStream(e.output().toLowerCase(Locale.ROOT))
                        .distinct())
                .filter(word -> word.length() >= LEAST_LENGTH && word.length() <= MOST_LENGTH && !STOP.contains(word))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return seen.entrySet().stream()
                .filter(e -> e.getValue() >= LEAST_SEEN)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Mean reward of the newer half against the older. */
    private static String trend(List<Episode> episodes) {
        int half = episodes.size() / 2;
        double older = mean(episodes.subList(0, half));
        double newer = mean(episodes.subList(half, episodes.size()));
        double change = older > 0 ? (newer - older) / older : 0;
        String size = Math.abs(change) > STRONG ? "strong" : Math.abs(change) > MODERATE ? "moderate" : "";
        return size.isEmpty() ? "stable" : size + (change > 0 ? " rise" : " fall");
    }

    private static double mean(List<Episode> episodes) {
        return episodes.stream().mapToDouble(Episode::reward).average().orElse(0);
    }

    private static double confidence(List<Episode> episodes) {
        double success = (double) episodes.stream().filter(Episode::success).count() / (double) episodes.size();
        return Math.min(Math.min(episodes.size() / MANY_ATTEMPTS, 1) * success, MOST_CONFIDENCE);
    }
}
