package io.exogenesis.omega.lab.trend;

import io.exogenesis.omega.lab.data.Dataset;
import io.exogenesis.omega.lab.trend.Sessions.Session;
import io.exogenesis.omega.lab.trend.TrendReport.Real;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.learning.taste.SampleSelector;
import io.exogenesis.omega.learning.trend.TrendDetector;
import io.exogenesis.omega.learning.trend.TrendFeed;
import io.exogenesis.omega.learning.trend.TrendSettings;
import io.exogenesis.omega.model.MediaId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Replays a data set's own days. A title that is watched much when it comes out is a trend that nobody planted. */
final class RealTimestamps {
    private final Dataset dataset;
    private final Sessions sessions;
    private final TrendSettings settings;

    RealTimestamps(Dataset dataset, Sessions sessions, TrendSettings settings) {
        this.dataset = dataset;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** Each rating as an event of its day. */
    Real ratings() {
        TrendDetector detector = new TrendDetector(settings);
        Count count = new Count();
        for (Session s : sessions.list()) {
            for (int item : s.items()) {
                count.event(item, s.day());
                if (detector.event(s.day(), item)) {
                    count.alarm(item, s.day());
                }
            }
        }
        return count.row("ratings");
    }

    /** Each viewer's sample after each of its days, through the differences that the Core sees. */
    Real samples() {
        TrendFeed feed = TrendFeed.empty(settings);
        Count count = new Count();
        Map<MediaId, Integer> index = new HashMap<>();
        for (int i = 0; i < dataset.items().size(); i++) {
            index.put(dataset.items().get(i).id(), i);
        }
        for (Session s : sessions.list()) {
            List<HistoryItem> history = dataset.viewers().get(s.viewer()).events().subList(0, s.upTo()).stream()
                    .map(e -> HistoryItem.ofRating(dataset.items().get(e.item()).id(), e.rating()))
                    .toList();
            String viewer = dataset.viewers().get(s.viewer()).id();
            SampleSelector.select(history)
                    .ifPresent(sample -> feed.take(viewer, sample, s.day(), id -> {
                                int item = index.getOrDefault(id, -1);
                                count.event(item, s.day());
                                return item;
                            })
                            .forEach(key -> count.alarm(key.intValue(), s.day())));
        }
        return count.row("samples");
    }

    /** Events and alarms, and how near to their title's year they are. */
    private final class Count {
        private int events;
        private int eventsWithYear;
        private int eventsNew;
        private int alarms;
        private int alarmsWithYear;
        private int alarmsNew;

        void event(int item, long day) {
            events++;
            eventsWithYear += year(item).isPresent() ? 1 : 0;
            eventsNew += isNew(item, day) ? 1 : 0;
        }

        void alarm(int item, long day) {
            alarms++;
            alarmsWithYear += year(item).isPresent() ? 1 : 0;
            alarmsNew += isNew(item, day) ? 1 : 0;
        }

        private OptionalInt year(int item) {
            return dataset.items().get(item).year();
        }

        private boolean isNew(int item, long day) {
            OptionalInt year = year(item);
            return year.isPresent() && Math.abs(LocalDate.ofEpochDay(day).getYear() - year.getAsInt()) <= 1;
        }

        Real row(String feed) {
            return new Real(
                    feed,
                    events,
                    alarms,
                    alarmsWithYear,
                    alarmsNew,
                    alarmsWithYear == 0 ? null : (double) alarmsNew / alarmsWithYear,
                    eventsWithYear == 0 ? null : (double) eventsNew / eventsWithYear);
        }
    }
}
