package io.exogenesis.omega.lab.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Rating files as people have them, made from one set: the port of {@code make_cases.py}, and some more of the same kind. It
 * writes CSV by itself, so that the reader is held against another program's idea of it.
 */
record CaseFiles(List<Rated> ratings, List<Titled> titles) {
    private static final int VIEWERS = 120;

    record Rated(String viewer, String item, String rating, String time) {
        Rated at(String other) {
            return new Rated(viewer, item, rating, other);
        }

        Rated of(String other) {
            return new Rated(viewer, item, other, time);
        }

        String joined(String separator) {
            return String.join(separator, viewer, item, rating, time);
        }
    }

    record Titled(String id, String title, String genres) {
        String joined(String separator) {
            return String.join(separator, quoted(id, separator), quoted(title, separator), quoted(genres, separator));
        }

        private static String quoted(String text, String separator) {
            return text.contains(separator) || text.contains("\"") || text.contains("\n")
                    ? '"' + text.replace("\"", "\"\"") + '"'
                    : text;
        }
    }

    /** Twelve viewers, thirty titles with what makes CSV hard; an id beyond 99999, and no two events of a viewer at once. */
    static CaseFiles synthetic() {
        Random random = new Random(7);
        List<Titled> titles = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            String id = i == 30 ? "100000" : String.valueOf(i);
            String title = i % 5 == 0
                    ? "Amélie " + i + ", The (2001)"
                    : i % 7 == 0 ? "Say \"Hi\" " + i : "Film No " + i + " (1995)";
            titles.add(new Titled(id, title, i % 3 == 0 ? "Crime|Drama" : "Comedy"));
        }
        List<Rated> ratings = new ArrayList<>();
        for (int v = 1; v <= 12; v++) {
            List<Titled> order = new ArrayList<>(titles);
            Collections.shuffle(order, random);
            for (int k = 0; k < 9; k++) {
                String stars = (1 + random.nextInt(10)) / 2. + "";
                ratings.add(new Rated(
                        String.valueOf(v), order.get(k).id, stars, String.valueOf(964_982_703L + 1000L * v + 7L * k)));
            }
        }
        return new CaseFiles(ratings, titles);
    }

    /** The first 120 viewers of ml-latest-small, and the titles they rated. */
    static CaseFiles of(Path latest) throws IOException {
        List<Rated> ratings = Files.readAllLines(latest.resolve("ratings.csv")).stream()
                .skip(1)
                .map(l -> l.split(","))
                .filter(f -> Integer.parseInt(f[0]) <= VIEWERS)
                .map(f -> new Rated(f[0], f[1], f[2], f[3]))
                .toList();
        List<String> rated = ratings.stream().map(Rated::item).distinct().toList();
        java.util.Set<String> seen = new java.util.HashSet<>(rated);
        List<Titled> titles = Files.readAllLines(latest.resolve("movies.csv")).stream()
                .skip(1)
                .map(CaseFiles::movie)
                .filter(m -> seen.contains(m.id))
                .toList();
        return new CaseFiles(ratings, titles);
    }

    private static Titled movie(String line) {
        int first = line.indexOf(',');
        int last = line.lastIndexOf(',');
        String title = line.substring(first + 1, last);
        String bare =
                title.startsWith("\"") ? title.substring(1, title.length() - 1).replace("\"\"", "\"") : title;
        return new Titled(line.substring(0, first), bare, line.substring(last + 1));
    }

    CaseFiles ratings(UnaryOperator<Rated> change) {
        return new CaseFiles(ratings.stream().map(change).toList(), titles);
    }

    CaseFiles times(UnaryOperator<String> change) {
        return ratings(r -> r.at(change.apply(r.time)));
    }

    CaseFiles with(List<Titled> others) {
        return new CaseFiles(ratings, others);
    }

    /** One of the cases by its name in {@code make_cases.py}, or one of ours. */
    void write(String name, Path dir) throws IOException {
        switch (name) {
            case "base" -> latest(dir);
            case "shuffled" -> {
                List<Rated> other = new ArrayList<>(ratings);
                Collections.shuffle(other, new Random(1));
                new CaseFiles(other, titles).latest(dir);
            }
            case "doubled" ->
                new CaseFiles(Stream.concat(ratings.stream(), ratings.stream()).toList(), titles).latest(dir);
            case "milliseconds" -> times(t -> t + "000").latest(dir);
            case "microseconds" -> times(t -> t + "000000").latest(dir);
            case "nanoseconds" -> times(t -> t + "000000000").latest(dir);
            case "float-seconds" -> times(t -> t + ".0").latest(dir);
            case "iso-dates" -> times(CaseFiles::iso).latest(dir);
            case "iso-spaced" ->
                times(t -> iso(t).replace('T', ' ').replace("Z", "")).latest(dir);
            case "ten-scale" ->
                ratings(r -> r.of(String.valueOf((int) (2 * Double.parseDouble(r.rating)))))
                        .latest(dir);
            case "unary" -> ratings(r -> r.of("1")).latest(dir);
            case "one-bad-row" ->
                new CaseFiles(
                                Stream.concat(
                                                ratings.stream(),
                                                Stream.of(ratings.getLast().of("x")))
                                        .toList(),
                                titles)
                        .latest(dir);
            case "ml-10m" -> dat(dir);
            case "quoted-newline" -> with(broken()).latest(dir);
            case "gzip" -> {
                latest(dir);
                pack(dir.resolve("ratings.csv"));
                pack(dir.resolve("movies.csv"));
            }
            case "named-columns" ->
                write(
                        dir,
                        "ratings.csv",
                        UTF_8,
                        "timestamp,User_ID,rating,movie_id,device",
                        ratings.stream().map(r -> String.join(",", r.time, r.viewer, r.rating, r.item, "tv")));
            case "missing-titles" -> with(titles.subList(0, titles.size() / 2)).latest(dir);
            case "repeated-titles" ->
                with(Stream.concat(titles.stream(), titles.stream().limit(5)).toList())
                        .latest(dir);
            case "semicolon" -> separated(dir, ";", UTF_8);
            case "tab" -> separated(dir, "\t", UTF_8);
            case "latin-1" -> separated(dir, ",", java.nio.charset.StandardCharsets.ISO_8859_1);
            case "utf-16" -> separated(dir, ",", java.nio.charset.StandardCharsets.UTF_16);
            case "ids-of-r" ->
                ratings(r -> r.item.equals("100000") ? new Rated(r.viewer, "1e+05", r.rating, r.time) : r)
                        .latest(dir);
            case "ids-of-pandas" ->
                ratings(r -> new Rated(r.viewer + ".0", r.item + ".0", r.rating, r.time))
                        .latest(dir);
            default -> throw new IllegalArgumentException(name);
        }
        if (name.equals("named-columns")) {
            titles(dir, ",", UTF_8);
        }
    }

    private static String iso(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
    }

    /** A line break in the first title that has a space. */
    private List<Titled> broken() {
        List<Titled> out = new ArrayList<>(titles);
        Titled t = out.get(3);
        out.set(3, new Titled(t.id, t.title.replaceFirst(" ", "\n"), t.genres));
        return out;
    }

    private void latest(Path dir) throws IOException {
        separated(dir, ",", UTF_8);
    }

    private void separated(Path dir, String separator, Charset charset) throws IOException {
        write(
                dir,
                "ratings.csv",
                charset,
                "userId,movieId,rating,timestamp".replace(",", separator),
                ratings.stream().map(r -> r.joined(separator)));
        titles(dir, separator, charset);
    }

    private void titles(Path dir, String separator, Charset charset) throws IOException {
        boolean quotes = !separator.equals("\t");
        write(
                dir,
                "movies.csv",
                charset,
                "movieId,title,genres".replace(",", separator),
                titles.stream()
                        .map(t -> quotes ? t.joined(separator) : String.join(separator, t.id, t.title, t.genres)));
    }

    private void dat(Path dir) throws IOException {
        write(dir, "ratings.dat", UTF_8, "", ratings.stream().map(r -> r.joined("::")));
        write(dir, "movies.dat", UTF_8, "", titles.stream().map(t -> String.join("::", t.id, t.title, t.genres)));
    }

    private static void write(Path dir, String name, Charset charset, String header, Stream<String> rows)
            throws IOException {
        String text = (header.isEmpty() ? "" : header + "\n") + rows.collect(Collectors.joining("\n")) + "\n";
        Files.write(dir.resolve(name), text.getBytes(charset));
    }

    static void pack(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }
}
