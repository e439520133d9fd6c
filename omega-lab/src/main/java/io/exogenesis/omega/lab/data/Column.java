package io.exogenesis.omega.lab.data;

import java.util.List;
import java.util.Locale;

/** A column of a ratings file, with the names that tools and data sets give it. */
public enum Column {
    VIEWER("viewer", "viewerid", "user", "userid", "username", "uid", "customerid", "reviewerid", "memberid"),
    ITEM(
            "item",
            "itemid",
            "iid",
            "movie",
            "movieid",
            "media",
            "mediaid",
            "titleid",
            "product",
            "productid",
            "parentasin",
            "asin",
            "isbn",
            "book",
            "bookid",
            "anime",
            "animeid",
            "artistid",
            "trackid",
            "songid",
            "showid",
            "businessid",
            "gameid",
            "venueid",
            "videoid",
            "articleid",
            "newsid",
            "recipeid",
            "appid"),
    RATING(
            "rating",
            "ratings",
            "stars",
            "star",
            "starrating",
            "score",
            "overall",
            "bookrating",
            "userrating",
            "value",
            "count",
            "plays",
            "playcount",
            "weight",
            "views",
            "watches"),
    TIMESTAMP(
            "timestamp",
            "time",
            "unixtime",
            "unixreviewtime",
            "ts",
            "date",
            "datetime",
            "createdat",
            "ratedat",
            "watchedat",
            "eventtime",
            "reviewdate");

    private final List<String> names;

    Column(String... names) {
        this.names = List.of(names);
    }

    /** The contract's name: {@code viewer}, {@code item}, {@code rating}, {@code timestamp}. */
    public String label() {
        return names.getFirst();
    }

    /** Whether a header names it so; upper case and marks between words make no difference, nor does RecBole's type. */
    boolean isCalled(String header) {
        return names.contains(bare(header));
    }

    boolean isCalledExactly(String header) {
        return names.getFirst().equals(bare(header));
    }

    /** {@code User_ID:token} → {@code userid}. */
    static String bare(String header) {
        int type = header.indexOf(':');
        return (type < 0 ? header : header.substring(0, type))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
