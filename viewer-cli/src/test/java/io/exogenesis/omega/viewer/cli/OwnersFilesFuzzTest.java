package io.exogenesis.omega.viewer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.internal.track.WatchedTitles;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that the owner names on the command line: what cannot be used is refused in words, by line where there are lines. */
class OwnersFilesFuzzTest {
    /** The first byte chooses. */
    private static final List<String> FORMS = List.of("c.csv", "c.tsv", "c.jsonl");

    private static Stream<Arguments> utf8(String... texts) {
        return Stream.of(texts).map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
    }

    static Stream<Arguments> catalogues() {
        return utf8(
                "\0movieId,title,genres\n1,\"Heat, or \"\"so\"\" (1995)\",Crime|Drama\n2,Fargo,(no genres listed)\n",
                "\0\ufeffid,title,year,kind\n1,Heat,1995,movie\n# said\n\n2,Lost,2004,series\n",
                "\0id,title\n1,\"Heat\n",
                "\1id\ttitle\tyear\n1\tHeat\t1995\n1\tFargo\t\n",
                "\1title\tid\nHeat (0000)\t\u2028\n",
                "\2{\"id\":\"1\",\"title\":\"Heat (1995)\",\"genres\":[\"Crime\",\"Crime\"],\"kind\":\"SERIES\"}\n",
                "\2{\"id\":1,\"title\":null,\"genres\":\"a|b\",\"year\":1e3}\n",
                "\2{\"id\":[\"1\",\"2\"],\"title\":{}}\n",
                "\2" + "[".repeat(3_000));
    }

    @MethodSource("catalogues")
    @FuzzTest // must come last
    void catalogue_anyFile_titlesOrOneException(byte[] data) throws IOException {
        String form = FORMS.get(data.length == 0 ? 0 : Math.floorMod(data[0], FORMS.size()));
        int from = Math.min(1, data.length);
        // a decoder that reports what is no UTF-8, as Files.newBufferedReader has
        InputStreamReader text =
                new InputStreamReader(new ByteArrayInputStream(data, from, data.length - from), UTF_8.newDecoder());
        try (BufferedReader reader = new BufferedReader(text)) {
            List<MediaItem> items = CatalogueFile.read(form, reader);
            assertThat(items).isNotEmpty();
            assertThat(items.stream().map(MediaItem::id)).doesNotHaveDuplicates();
        } catch (ViewerException e) {
            assertThat(e).hasMessageContaining(form);
        }
    }

    static Stream<Arguments> histories() {
        return utf8(
                "{\"format\":\"omega-history\",\"version\":1}",
                "{\"format\":{\"a\":1e99},\"version\":[]}",
                "{\"mediaId\":\"m\",\"at\":\"2026-01-02T03:04:05Z\",\"rating\":4.5,\"engagement\":0.9,\"watches\":2}",
                "{\"mediaId\":\"m\",\"at\":\"+1000000000-12-31T23:59:59.999999999Z\",\"engagement\":1,\"watches\":1}",
                "{\"mediaId\":\"m\",\"at\":\"2026-01-02T03:04:05Z\",\"engagement\":0.9501,\"watches\":3}",
                "{\"mediaId\":\"m\",\"at\":\"2026-01-02T03:04:05Z\",\"rating\":0,\"engagement\":0.6}",
                "{\"mediaId\":7,\"at\":null,\"rating\":NaN}",
                "\ufeff[]",
                "{".repeat(3_000));
    }

    // What is taken leads, told as events, to a history that has the title, and is written so that it can be read.
    @MethodSource("histories")
    @FuzzTest // must come last
    void history_anyLine_aTitleOrOneException(byte[] data) {
        WatchedTitle title;
        try {
            title = HistoryFormat.read(new String(data, UTF_8), 1);
        } catch (ViewerException e) {
            assertThat(e).hasMessageStartingWith("line 1: ");
            return;
        }
        if (title != null && title.watches() < 1_000) {
            WatchedTitles told = new WatchedTitles();
            ImportedEvents.of(title).forEach(told::apply);
            MediaId only = told.oldestFirst().getFirst().media();
            assertThat(only).isEqualTo(title.media());
            JsonObject again = HistoryFormat.json(title);
            assertThat(HistoryFormat.read(again.toString(), 2)).isEqualTo(title);
        }
    }

    static Stream<Arguments> identities() {
        return utf8(
                "{\"viewerId\":\"v\",\"endpoints\":[\"quic://h:1\"],\"pin\":\"p\",\"token\":\"t\"}",
                "{\"viewerId\":\"v\",\"endpoints\":[null],\"pin\":\"p\",\"token\":\"t\"}",
                "{\"viewerId\":\"v\",\"endpoints\":[\"\\u0000:// \"],\"pin\":\"p\",\"token\":\"t\"}",
                "{\"viewerId\":\"" + "v".repeat(1_000) + "\"}",
                "null",
                "[]",
                "");
    }

    @MethodSource("identities")
    @FuzzTest // must come last
    void identity_anyFile_somebodyOrOneException(byte[] data) {
        try {
            assertThat(Identity.read(new String(data, UTF_8), Path.of("identity.json"))
                            .viewer())
                    .isNotNull();
        } catch (ViewerException e) {
            assertThat(e).hasMessageContaining("identity.json cannot be read");
        }
    }
}
