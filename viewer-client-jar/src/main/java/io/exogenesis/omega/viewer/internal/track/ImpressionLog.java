package io.exogenesis.omega.viewer.internal.track;

import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.learning.taste.TasteItem;
import io.exogenesis.omega.model.ItemOutcome;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PatternOutcome;
import io.exogenesis.omega.viewer.DecidedImpression;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.WatchedTitle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was shown and what became of it, folded from records; it stays on the device, but for {@link #report}.
 *
 * <p>One showing is one title in one list. It is <em>open</em> until the viewer
 *
 * <ul>
 *   <li>watches, rates or shares the title with middling engagement or more: taken;
 *   <li>skips it or rates it low: rejected; a skip of an unseen title rejects it wherever it was found;
 *   <li>is shown the next list: passed over, which weighs the less the further down the title stood.
 * </ul>
 *
 * Both grow the title's {@link Rejections}, which fade. Those that a wrong clock dated into the future count as made when the next
 * list is shown. A search changes nothing: who looks for a title has not judged the list.
 *
 * A list shown again while nothing was tracked in between, within {@link SessionCounter#GAP}, is the same list: a screen that
 * draws itself anew shows nothing twice. Not thread-safe: its owner guards it.
 */
public final class ImpressionLog {
    /** Titles remembered, about 100 bytes each; the ones shown longest ago are forgotten. */
    static final int MAX_REMEMBERED = 2_000;
    /** Titles and patterns that wait for a report: sixteen full reports. */
    static final int MAX_DUE = 1_024;
    /** Decided showings kept for off-policy evaluation. */
    static final int MAX_DECIDED = 1_000;

    private final Map<MediaId, Open> open = new LinkedHashMap<>();
    private Instant openAt = Instant.EPOCH;
    private boolean openByCore;
    private boolean touched;
    private boolean audit;
    private long shown;
    private final Map<MediaId, TitleImpressions> titles = new LinkedHashMap<>();
    private final Tally<MediaId> dueTitles = new Tally<>(MAX_DUE);
    private final Tally<PatternId> duePatterns = new Tally<>(MAX_DUE);
    private final Tally<PatternId> byPattern = new Tally<>(MAX_DUE);
    private final Deque<DecidedImpression> decided = new ArrayDeque<>();

    /**
     * A showing that is not decided yet.
     *
     * @param place the best one it stood at
     */
    private record Open(ShownTitle title, int place) {}

    /** Takes in a list that was shown. */
    public void apply(ShownList list) {
        if (!sameAsOpen(list)) {
            open.values().forEach(o -> {
                titles.computeIfPresent(o.title().media(), (id, s) -> s.passed(o.place(), openAt));
                decide(o.title(), false);
            });
            open.clear();
            touched = false;
            openByCore = list.byCore();
        }
        openAt = list.at();
        // by the device's clock, as events are not: what lies behind it was dated by a clock that was wrong. At most
        // MAX_REMEMBERED comparisons a list
        titles.replaceAll((id, s) -> s.notAfter(openAt));
        int place = 0;
        for (ShownTitle title : list.titles()) {
            Open now = new Open(title, ++place);
            if (open.merge(title.media(), now, (a, b) -> a.place() <= b.place() ? a : new Open(a.title(), b.place()))
                    == now) {
                count(title);
            }
        }
    }

    private boolean over(Instant now) {
        return touched || Duration.between(openAt, now).abs().compareTo(SessionCounter.GAP) > 0;
    }

    private boolean sameAsOpen(ShownList list) {
        return !over(list.at())
                && !open.isEmpty()
                && openByCore == list.byCore()
                && open.size() + list.titles().size() <= ShownList.MAX_TITLES;
    }

    /** Whether recording this list would change anything that matters. */
    public boolean isNews(ShownList list) {
        return !sameAsOpen(list) || !list.titles().stream().allMatch(t -> open.containsKey(t.media()));
    }

    private void count(ShownTitle title) {
        shown++;
        title.pattern().ifPresent(p -> byPattern.add(p, 1, 0));
        TitleImpressions before = titles.remove(title.media());
        titles.put(title.media(), before == null ? TitleImpressions.first(title.media()) : before.shownAgain());
        forgetOldest();
    }

    private void forgetOldest() {
        if (titles.size() > MAX_REMEMBERED) {
            titles.remove(titles.keySet().iterator().next());
        }
    }

    /**
     * Takes in what the viewer did.
     *
     * @param seen whether the viewer has seen a title, this event included: what is seen needs no rejection to stay away
     */
    public void apply(ViewerEvent event, Predicate<MediaId> seen) {
        touched |= !(event instanceof ViewerEvent.Search);
        subject(event).ifPresent(media -> judge(media, event, seen));
    }

    private void judge(MediaId media, ViewerEvent event, Predicate<MediaId> seen) {
        boolean taken = Engagement.of(event).orElse(0) >= WatchedTitle.SEEN;
        boolean rejected = event instanceof ViewerEvent.Skip
                || event instanceof ViewerEvent.Rating r && TasteItem.rewardOfRating(r.rating()) < WatchedTitle.SEEN;
        @Nullable Open shownNow = taken || rejected ? open.remove(media) : null;
        if (shownNow != null) {
            decide(shownNow.title(), taken);
        }
        if (shownNow != null && rejected) {
            // what stands on the screen is judged there, whenever the event says that it was
            Instant at = event.at().isBefore(openAt) ? openAt : event.at();
            titles.computeIfPresent(media, (id, s) -> s.rejected(at, openAt));
        } else if (event instanceof ViewerEvent.Skip && !seen.test(media)) {
            // skipped a second time, or where the host shows it: as much of a no
            titles.put(
                    media,
                    titles.getOrDefault(media, TitleImpressions.unshown(media)).rejected(event.at(), openAt));
            forgetOldest();
        }
    }

    private static Optional<MediaId> subject(ViewerEvent event) {
        return switch (event) {
            case ViewerEvent.View v -> Optional.of(v.media());
            case ViewerEvent.Rating r -> Optional.of(r.media());
            case ViewerEvent.Skip s -> Optional.of(s.media());
            case ViewerEvent.Share s -> Optional.of(s.media());
            case ViewerEvent.Search s -> Optional.empty();
            case ViewerEvent.Browse b -> Optional.empty();
        };
    }

    private void decide(ShownTitle title, boolean taken) {
        decided.addLast(new DecidedImpression(title, taken));
        if (decided.size() > MAX_DECIDED) {
            decided.removeFirst();
        }
        // what was shown before the owner consented is not told afterwards
        if (audit && openByCore) {
            dueTitles.add(title.media(), 1, taken ? 1 : 0);
            title.pattern().ifPresent(p -> duePatterns.add(p, 1, taken ? 1 : 0));
        }
    }

    /** Takes in whether outcomes may leave. Without, nothing waits to be reported. */
    public void audit(boolean consented) {
        if (consented != audit) {
            open.clear();
        }
        audit = consented;
        if (!consented) {
            dueTitles.clear();
            duePatterns.clear();
        }
    }

    /** What a report made now would say, the longest waiting first; empty without consent or news. */
    public Optional<Outcomes> report() {
        List<ItemOutcome> items = dueTitles.first(Outcomes.MAX_ITEMS).stream()
                .map(c -> new ItemOutcome(c.id(), c.shown(), c.taken()))
                .toList();
        List<PatternOutcome> patterns = duePatterns.first(Outcomes.MAX_PATTERNS).stream()
                .map(c -> new PatternOutcome(c.id(), c.shown(), c.taken()))
                .toList();
        return items.isEmpty() && patterns.isEmpty() ? Optional.empty() : Optional.of(new Outcomes(items, patterns));
    }

    /** A report was put into the outbox: what it says is never said again. */
    public void reported(Outcomes outcomes) {
        outcomes.items().forEach(i -> dueTitles.subtract(i.item(), i.shown(), i.watched()));
        outcomes.patterns().forEach(p -> duePatterns.subtract(p.pattern(), p.shown(), p.converted()));
    }

    /** Forgets that a title was ever shown; how many showings there were stays. */
    public void forget(MediaId title) {
        open.remove(title);
        titles.remove(title);
        dueTitles.remove(title);
        decided.removeIf(d -> d.title().media().equals(title));
    }

    /** Showings so far: the place of the next one in the schedules. */
    public long shown() {
        return shown;
    }

    /**
     * Mass of the {@link Rejections} of each title that has any, if another list is shown now: what is open then will have been
     * passed over.
     */
    public Map<MediaId, Double> rejections(Instant now) {
        return rejections(now, now);
    }

    /** Whether a rejection, or the open list, is dated behind this time: by a clock that was wrong. */
    public boolean datedBehind(Instant now) {
        return openAt.isAfter(now)
                || titles.values().stream().anyMatch(t -> t.rejections().at().isAfter(now));
    }

    /**
     * The same where {@link #datedBehind} holds.
     *
     * @param since when what is dated behind {@code now} counts as made; not after {@code now}
     */
    public Map<MediaId, Double> rejections(Instant now, Instant since) {
        boolean over = over(now);
        Map<MediaId, Double> out = new HashMap<>();
        for (TitleImpressions title : titles.values()) {
            Open stillOpen = over ? open.get(title.media()) : null;
            Rejections rejections = (stillOpen == null ? title : title.passed(stillOpen.place(), openAt)).rejections();
            double mass = (rejections.at().isAfter(now) ? rejections.notAfter(since) : rejections).massAt(now);
            if (mass > 0) {
                out.put(title.media(), mass);
            }
        }
        return out;
    }

    /** Showings because of one pattern. */
    public int shownBecauseOf(PatternId pattern) {
        return byPattern.shown(pattern);
    }

    /** The last showings whose end is known, oldest first, at most {@value #MAX_DECIDED}. */
    public List<DecidedImpression> decided() {
        return List.copyOf(decided);
    }

    /** All of it, for a snapshot. */
    public KeptImpressions kept() {
        return new KeptImpressions(
                new ShownList(open.values().stream().map(Open::title).toList(), openByCore, openAt),
                open.values().stream().map(Open::place).toList(),
                touched,
                shown,
                List.copyOf(titles.values()),
                counts(dueTitles),
                counts(duePatterns),
                counts(byPattern),
                decided());
    }

    private static <K> List<KeptImpressions.Counted<K>> counts(Tally<K> tally) {
        return tally.all().stream()
                .map(c -> new KeptImpressions.Counted<>(c.id(), c.shown(), c.taken()))
                .toList();
    }

    /** Puts it back, as a snapshot has it. */
    public void restore(KeptImpressions kept) {
        open.clear();
        for (int n = 0; n < kept.places().size(); n++) {
            ShownTitle title = kept.open().titles().get(n);
            open.put(title.media(), new Open(title, kept.places().get(n)));
        }
        openByCore = kept.open().byCore();
        openAt = kept.open().at();
        touched = kept.touched();
        shown = kept.shown();
        titles.clear();
        kept.titles().forEach(t -> titles.put(t.media(), t));
        restore(dueTitles, kept.dueTitles());
        restore(duePatterns, kept.duePatterns());
        restore(byPattern, kept.byPattern());
        decided.clear();
        decided.addAll(kept.decided());
    }

    private static <K> void restore(Tally<K> tally, List<KeptImpressions.Counted<K>> counts) {
        tally.clear();
        counts.forEach(c -> tally.add(c.id(), c.shown(), c.taken()));
    }
}
