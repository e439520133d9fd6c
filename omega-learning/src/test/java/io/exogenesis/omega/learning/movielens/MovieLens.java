package io.exogenesis.omega.learning.movielens;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exogenesis.omega.learning.item.TitleFacts;
import io.exogenesis.omega.learning.taste.History;
import io.exogenesis.omega.learning.taste.HistoryItem;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** MovieLens latest-small with the reference's embeddings, and its splits. */
public record MovieLens(ContentSpace content, TitleFacts facts, List<List<Rating>> viewers) {

    public record Rating(MediaId item, double rating, long timestamp) {
        public boolean positive() {
            return rating >= 4;
        }

        public HistoryItem watched() {
            return HistoryItem.ofRating(item, rating);
        }
    }

    /** One viewer of a split: what trains, and what was held out. */
    public record Case(int viewer, History history, Optional<MediaId> target) {}

    public static Path shared() {
        Path root = Path.of(System.getProperty("omega.root", "."));
        for (Path p = root.toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve("../shared/reference").normalize())) {
                return p.resolve("../shared").normalize();
            }
        }
        return root.resolve("../shared");
    }

    /** Skips the calling test where the data is absent. */
    public static MovieLens load() {
        Path ratings = shared().resolve("data/ml-latest-small/ratings.csv");
        Path vectors = shared().resolve("reference/ml-latest-small-minilm-int8.npz");
        assumeTrue(
                Files.isReadable(ratings) && Files.isReadable(vectors),
                "skipped: no MovieLens latest-small with embeddings in " + shared());
        try {
            ContentSpace content = content(vectors);
            return new MovieLens(content, facts(content, ratings.resolveSibling("movies.csv")), viewers(ratings));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + ratings, e);
        }
    }

    /** Year and genres of {@code movieId,"Title (year)",genre|genre}. */
    private static TitleFacts facts(ContentSpace content, Path file) throws IOException {
        Pattern line = Pattern.compile("(\\d+),.*?(?:\\((\\d{4})\\)\\s*\"?)?,([^,]*)");
        Map<MediaId, MediaItem> items = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.skip(1).map(line::matcher).filter(Matcher::matches).forEach(m -> {
                MediaId id = new MediaId(m.group(1));
                OptionalInt year =
                        m.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(m.group(2)));
                List<String> genres = m.group(3).startsWith("(")
                        ? List.of()
                        : List.of(m.group(3).split("\\|"));
                items.put(
                        id,
                        MediaItem.builder(id, "title " + id)
                                .year(year.orElse(0))
                                .genres(genres)
                                .build());
            });
        }
        return TitleFacts.of(content.ids().stream()
                .map(id -> Optional.ofNullable(items.get(id)).orElseThrow())
                .toList());
    }

    private static ContentSpace content(Path file) throws IOException {
        Npz npz = Npz.read(file);
        Npz.Array vectors = npz.get("vector");
        List<MediaId> ids = new ArrayList<>();
        float[][] raw = new float[vectors.shape()[0]][];
        for (int j = 0; j < raw.length; j++) {
            ids.add(new MediaId(Long.toString((long) npz.get("movie_id").values()[j])));
            raw[j] = vectors.row(j);
            for (int c = 0; c < raw[j].length; c++) {
                raw[j][c] *= (float) npz.get("scale").values()[j];
            }
        }
        return ContentSpace.of(ids, raw);
    }

    private static List<List<Rating>> viewers(Path file) throws IOException {
        Map<Integer, List<Rating>> byViewer = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.skip(1).forEach(line -> {
                String[] f = line.split(",");
                byViewer.computeIfAbsent(Integer.parseInt(f[0]), v -> new ArrayList<>())
                        .add(new Rating(new MediaId(f[1]), Double.parseDouble(f[2]), Long.parseLong(f[3])));
            });
        }
        byViewer.values()
                .forEach(r -> r.sort(Comparator.comparingLong(Rating::timestamp)
                        .thenComparingInt(x -> Integer.parseInt(x.item().value()))));
        return List.copyOf(byViewer.values());
    }

    /** The k-th last positive is held out (1: LAST, 2: validation); viewers with fewer than five positives only train. */
    public List<Case> holdOut(int kthLast) {
        List<Case> out = new ArrayList<>();
        for (int v = 0; v < viewers.size(); v++) {
            List<Rating> events = viewers.get(v);
            int[] positives = java.util.stream.IntStream.range(0, events.size())
                    .filter(i -> events.get(i).positive())
                    .toArray();
            boolean tested = positives.length >= 5;
            int end = tested ? positives[positives.length - kthLast] : events.size();
            History history = new History(
                    events.subList(0, end).stream().map(Rating::watched).toList());
            out.add(new Case(v, history, tested ? Optional.of(events.get(end).item()) : Optional.empty()));
        }
        return out;
    }
}
