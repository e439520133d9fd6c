package io.exogenesis.omega.lab.data;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file of titles. */
final class TitleRows {
    /** The genre flags of {@code u.item}, in its order. */
    private static final List<String> GENRES_100K = List.of(
            "unknown",
            "Action",
            "Adventure",
            "Animation",
            "Children",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");

    private static final List<String> TITLE =
            List.of("title", "movietitle", "itemtitle", "name", "itemname", "productname");
    private static final List<String> YEAR = List.of("year", "releaseyear", "movieyear");
    private static final List<String> GENRES = List.of("genres", "genre", "class", "categories", "category");
    private static final Pattern BAR = Pattern.compile("\\|");
    /** RecBole separates the tokens of a sequence by spaces. */
    private static final Pattern SPACE = Pattern.compile(" ");

    /** A title that is broken may stand in some lines; more of them are other rows behind a quotation mark that does not end. */
    private static final int MOST_LINES = 3;

    private static final String SEQUENCE = ":token_seq";

    private TitleRows() {}

    /** {@code u.item}: id, title, two dates, an address, and a flag for each genre. */
    static void readU100k(Table table, Titles titles) {
        table.read(row -> {
            row.count(5 + GENRES_100K.size(), "id, title, two dates, address, 19 genre flags");
            List<String> genres = new ArrayList<>();
            for (int g = 0; g < GENRES_100K.size(); g++) {
                if (row.get(5 + g).strip().equals("1")) {
                    genres.add(GENRES_100K.get(g));
                }
            }
            titles.add(Values.digits(row.get(0), "movie id"), row.get(1), "", genres);
        });
    }

    /** {@code movies.dat}: id, title, genres. */
    static void readDat(Table table, Titles titles) {
        table.read(row -> {
            row.count(3, "movie, title, genres");
            titles.add(Values.digits(row.get(0), "movie id"), row.get(1), "", List.of(BAR.split(row.get(2))));
        });
    }

    /** With a header that names the id, and where there are such the title, the year and the genres. */
    static void readNamed(Table table, Titles titles) {
        table.read(new Named(titles)::row);
    }

    private static final class Named {
        private final Titles titles;
        private @Nullable Row header;
        private int id;
        private int title;
        private int year;
        private int genres;
        private Pattern between = BAR;

        Named(Titles titles) {
            this.titles = titles;
        }

        void row(Row row) {
            if (header == null) {
                header = row;
                begin(row);
                return;
            }
            row.count(header.fields().size(), "as the header has");
            String itemId = Values.id(row.get(id), "item id");
            int lines = title < 0 ? 1 : Row.lines(row.get(title));
            if (lines > MOST_LINES) {
                throw new BrokenRow("the title stands in " + lines + " lines: does a quoted field not end?");
            }
            titles.add(
                    itemId,
                    title < 0 ? itemId : row.get(title),
                    year < 0 ? "" : row.get(year),
                    genres < 0 ? List.of() : List.of(between.split(row.get(genres))));
        }

        private void begin(Row row) {
            id = index(row, List.of("id"));
            for (int c = 0; c < row.fields().size(); c++) {
                if (Column.ITEM.isCalled(row.get(c))) {
                    id = c;
                    break;
                }
            }
            title = index(row, TITLE);
            year = index(row, YEAR);
            genres = index(row, GENRES);
            if (id < 0 || title < 0 && !typed(row.get(id))) {
                throw row.wrong("expected the header movieId,title,genres or names like these, found "
                        + Values.shown(String.join(",", row.fields())));
            }
            if (genres >= 0 && row.get(genres).endsWith(SEQUENCE)) {
                between = SPACE;
            }
        }

        /** In RecBole's files an item may have other features and no title. */
        private static boolean typed(String header) {
            return header.contains(":");
        }

        private static int index(Row row, List<String> names) {
            for (String name : names) {
                int found = -1;
                for (int c = 0; c < row.fields().size(); c++) {
                    if (Column.bare(row.get(c)).equals(name)) {
                        if (found >= 0) {
                            throw row.wrong("columns " + (found + 1) + " and " + (c + 1) + " are both called " + name);
                        }
                        found = c;
                    }
                }
                if (found >= 0) {
                    return found;
                }
            }
            return -1;
        }
    }
}
