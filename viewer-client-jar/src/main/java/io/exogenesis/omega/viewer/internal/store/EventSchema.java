package io.exogenesis.omega.viewer.internal.store;

import static io.exogenesis.omega.viewer.internal.schema.Layout.field;
import static io.exogenesis.omega.viewer.internal.schema.Layout.former;
import static io.exogenesis.omega.viewer.internal.schema.Layout.layout;
import static io.exogenesis.omega.viewer.internal.schema.Types.BOOL;
import static io.exogenesis.omega.viewer.internal.schema.Types.FLOAT64;
import static io.exogenesis.omega.viewer.internal.schema.Types.INT32;
import static io.exogenesis.omega.viewer.internal.schema.Types.INT64;
import static io.exogenesis.omega.viewer.internal.schema.Types.MILLIS;
import static io.exogenesis.omega.viewer.internal.schema.Types.NUMBER;
import static io.exogenesis.omega.viewer.internal.schema.Types.TEXT;
import static io.exogenesis.omega.viewer.internal.schema.Types.UINT16;
import static io.exogenesis.omega.viewer.internal.schema.Types.UINT8;
import static io.exogenesis.omega.viewer.internal.schema.Variants.variant;
import static io.exogenesis.omega.viewer.internal.schema.Variants.variants;

import io.exogenesis.omega.learning.defence.Rejections;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.viewer.Approach;
import io.exogenesis.omega.viewer.DecidedImpression;
import io.exogenesis.omega.viewer.ShownTitle;
import io.exogenesis.omega.viewer.ViewerEvent;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.schema.Layout.Row;
import io.exogenesis.omega.viewer.internal.schema.Type;
import io.exogenesis.omega.viewer.internal.track.KeptImpressions;
import io.exogenesis.omega.viewer.internal.track.KeptImpressions.Counted;
import io.exogenesis.omega.viewer.internal.track.ShownList;
import io.exogenesis.omega.viewer.internal.track.TitleImpressions;
import io.exogenesis.omega.viewer.memory.Episode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What the viewer did, what is remembered of it, and what was shown, in the agent's disk format. */
final class EventSchema {
    static final Type<MediaId> MEDIA = TEXT.as("text media id", MediaId::new, MediaId::value);

    static final Type<Instant> TIME = layout(
            "int64 s and int32 ns since 1970",
            r -> Instant.ofEpochSecond(r.next(), r.<Integer>next()),
            field("s", INT64, Instant::getEpochSecond),
            field("ns", INT32, Instant::getNano));

    private static final Type<Duration> SPAN = INT64.as("int64 ms", Duration::ofMillis, Duration::toMillis);
    private static final Type<List<MediaId>> TITLES = MEDIA.list(UINT16);

    static final Type<ViewerEvent> EVENT = variants(
            "event",
            "the journal has an event",
            variant(
                    1,
                    ViewerEvent.View.class,
                    r -> new ViewerEvent.View(r.next(), r.next(), r.next(), r.next()),
                    field("media", MEDIA, ViewerEvent.View::media),
                    field("duration", SPAN, ViewerEvent.View::duration),
                    field("completed", BOOL, ViewerEvent.View::completed),
                    field("at", TIME, ViewerEvent.View::at)),
            variant(
                    2,
                    ViewerEvent.Search.class,
                    r -> search(r.next(), r.next(), r.next(), r.next()),
                    field("query", TEXT, ViewerEvent.Search::query),
                    field("results", TITLES, ViewerEvent.Search::results),
                    field("selected", MEDIA.optional(UINT16), ViewerEvent.Search::selected),
                    field("at", TIME, ViewerEvent.Search::at)),
            variant(
                    3,
                    ViewerEvent.Rating.class,
                    r -> new ViewerEvent.Rating(r.next(), r.next(), r.next()),
                    field("media", MEDIA, ViewerEvent.Rating::media),
                    field("rating", FLOAT64, ViewerEvent.Rating::rating),
                    field("at", TIME, ViewerEvent.Rating::at)),
            variant(
                    4,
                    ViewerEvent.Skip.class,
                    r -> new ViewerEvent.Skip(r.next(), r.next(), r.next()),
                    field("media", MEDIA, ViewerEvent.Skip::media),
                    field("skipTime", SPAN, ViewerEvent.Skip::skipTime),
                    field("at", TIME, ViewerEvent.Skip::at)),
            variant(
                    5,
                    ViewerEvent.Browse.class,
                    r -> new ViewerEvent.Browse(r.next(), r.next()),
                    field("path", TITLES, ViewerEvent.Browse::path),
                    field("at", TIME, ViewerEvent.Browse::at)),
            variant(
                    6,
                    ViewerEvent.Share.class,
                    r -> new ViewerEvent.Share(r.next(), r.next()),
                    field("media", MEDIA, ViewerEvent.Share::media),
                    field("at", TIME, ViewerEvent.Share::at)));

    static final Type<WatchedTitle> TITLE = layout(
            "title",
            r -> title(r.next(), r.next(), r),
            field("media", MEDIA, WatchedTitle::media),
            field("rating", NUMBER, WatchedTitle::rating),
            field("engagement", FLOAT64, WatchedTitle::engagement),
            field("watches", INT32, WatchedTitle::watches),
            field("at", TIME, WatchedTitle::at),
            field("order", INT64, WatchedTitle::order));

    /** A choice without its number, which the former record of it does not have. */
    static final Type<Choice> CHOICE = layout(
            "choice",
            r -> choice(r),
            field("session", INT64, Choice::session),
            field("at", TIME, Choice::at),
            field("task", TEXT, c -> Episode.MEDIA_SELECTION),
            field("query", TEXT.optional(UINT16), Choice::query),
            field("media", MEDIA, Choice::media),
            field("watched", SPAN, Choice::watched),
            field("rating", NUMBER, Choice::rating),
            field("reward", FLOAT64, Choice::reward));

    private static final ShownTitle.Cause[] CAUSES = ShownTitle.Cause.values();
    private static final Approach[] APPROACHES = Approach.values();
    private static final int APPROACH_SHIFT = 4;

    private static final Type<ShownTitle> SHOWN_TITLE = layout(
            "shown title",
            r -> shownTitle(r.next(), r.next(), r.next(), r.next()),
            field("media", MEDIA, ShownTitle::media),
            field(
                    "pattern (empty: none)",
                    TEXT,
                    t -> t.pattern().map(PatternId::value).orElse("")),
            field(
                    "cause + 16 · approach (since version 4; before: 0, unknown)",
                    UINT8,
                    t -> t.cause().ordinal() | t.approach().ordinal() << APPROACH_SHIFT),
            field("propensity", FLOAT64, ShownTitle::propensity));

    static final Type<ShownList> SHOWN_LIST = layout(
            "shown list",
            r -> shownList(r.next(), r.next(), r.next()),
            field("at", MILLIS, ShownList::at),
            field("byCore", BOOL, ShownList::byCore),
            field("titles", SHOWN_TITLE.list(INT32), ShownList::titles));

    private static final Type<TitleImpressions> TITLE_IMPRESSIONS = layout(
            "impressions of a title",
            r -> new TitleImpressions(r.next(), r.next(), new Rejections(r.next(), r.next())),
            field("media", MEDIA, TitleImpressions::media),
            field("shown", INT32, TitleImpressions::shown),
            field("mass of rejections", FLOAT64, t -> t.rejections().mass()),
            field("at", MILLIS, t -> t.rejections().at()));

    /** Pass-overs that version 2 counted as one rejection. */
    private static final int PASSES2 = 3;

    /** Rejections were counted and knew no time: to be dated. */
    private static final Type<TitleImpressions> TITLE_IMPRESSIONS2 = layout(
            "impressions of a title",
            r -> titleImpressions2(r.next(), r.next(), r.next(), r.next()),
            former("media", MEDIA),
            former("shown", INT32),
            former("passes", INT32),
            former("rejections", INT32));

    private static final Type<Counted<MediaId>> COUNTED_TITLE = counted(MEDIA);
    private static final Type<Counted<PatternId>> COUNTED_PATTERN =
            counted(TEXT.as("text pattern id", PatternId::new, PatternId::value));

    private static final Type<DecidedImpression> DECIDED = layout(
            "decided showing",
            r -> new DecidedImpression(r.next(), r.next()),
            field("title", SHOWN_TITLE, DecidedImpression::title),
            field("taken", BOOL, DecidedImpression::taken));

    static final Type<KeptImpressions> KEPT = layout(
            "kept impressions",
            r -> new KeptImpressions(
                    r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next(), r.next()),
            field("open", SHOWN_LIST, KeptImpressions::open),
            field("places", INT32.list(INT32), KeptImpressions::places),
            field("touched", BOOL, KeptImpressions::touched),
            field("shown", INT64, KeptImpressions::shown),
            field("titles", TITLE_IMPRESSIONS.list(INT32), KeptImpressions::titles),
            field("dueTitles", COUNTED_TITLE.list(INT32), KeptImpressions::dueTitles),
            field("duePatterns", COUNTED_PATTERN.list(INT32), KeptImpressions::duePatterns),
            field("byPattern", COUNTED_PATTERN.list(INT32), KeptImpressions::byPattern),
            field("decided", DECIDED.list(INT32), KeptImpressions::decided));

    /** Up to version 2. */
    static final Type<KeptImpressions> KEPT2 = layout(
            "kept impressions",
            r -> kept2(r.next(), r),
            former("open", SHOWN_LIST),
            former("touched", BOOL),
            former("shown", INT64),
            former("titles", TITLE_IMPRESSIONS2.list(INT32)),
            former("dueTitles", COUNTED_TITLE.list(INT32)),
            former("duePatterns", COUNTED_PATTERN.list(INT32)),
            former("byPattern", COUNTED_PATTERN.list(INT32)),
            former("decided", DECIDED.list(INT32)));

    private EventSchema() {}

    private static ViewerEvent.Search search(
            String query, List<MediaId> results, Optional<MediaId> selected, Instant at) {
        return selected.isEmpty()
                ? ViewerEvent.Search.of(query, results, at)
                : ViewerEvent.Search.of(query, results, selected.get(), at);
    }

    private static WatchedTitle title(MediaId media, OptionalDouble rating, Row r) {
        WatchedTitle title = WatchedTitle.of(media, r.next(), r.next(), r.next(), r.next());
        return rating.isPresent() ? title.withRating(rating.getAsDouble()) : title;
    }

    private static Choice choice(Row r) {
        long session = r.next();
        Instant at = r.next();
        String task = r.next();
        if (!task.equals(Episode.MEDIA_SELECTION)) {
            throw new ViewerException("a choice of the task " + task + ", which this version does not know");
        }
        return new Choice(0, session, at, r.next(), r.next(), r.next(), r.next(), r.next());
    }

    private static ShownTitle shownTitle(MediaId media, String pattern, int cause, double propensity) {
        ShownTitle title = ShownTitle.of(media, CAUSES[cause & (1 << APPROACH_SHIFT) - 1], propensity)
                .withApproach(APPROACHES[cause >> APPROACH_SHIFT]);
        return pattern.isEmpty() ? title : title.withPattern(new PatternId(pattern));
    }

    private static ShownList shownList(Instant at, boolean byCore, List<ShownTitle> titles) {
        return new ShownList(titles, byCore, at);
    }

    private static TitleImpressions titleImpressions2(MediaId media, int shown, int passes, int rejections) {
        return new TitleImpressions(
                media, shown, new Rejections(rejections + passes % PASSES2 * Rejections.PASSED_OVER, Instant.EPOCH));
    }

    /** Rejections are taken for as old as the open list, and its titles stood where they stand. */
    private static KeptImpressions kept2(ShownList open, Row r) {
        List<Integer> places =
                IntStream.rangeClosed(1, open.titles().size()).boxed().toList();
        boolean touched = r.next();
        long shown = r.next();
        List<TitleImpressions> titles = r.next();
        List<TitleImpressions> dated = titles.stream()
                .map(t -> new TitleImpressions(
                        t.media(), t.shown(), new Rejections(t.rejections().mass(), open.at())))
                .toList();
        return new KeptImpressions(open, places, touched, shown, dated, r.next(), r.next(), r.next(), r.next());
    }

    private static <K> Type<Counted<K>> counted(Type<K> id) {
        return layout(
                "counted",
                r -> new Counted<K>(r.next(), r.next(), r.next()),
                field("id", id, Counted::id),
                field("shown", INT32, Counted::shown),
                field("taken", INT32, Counted::taken));
    }
}
