package io.exogenesis.omega.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Values check themselves when they are made, and say in one line what is wrong. */
class ModelLimitsTest {

    @Test
    void ids_atTheirLimit_areTakenAndBeyondItRefused() {
        assertThat(new MediaId("é".repeat(64)).value()).hasSize(64);
        refused(() -> new MediaId("é".repeat(65)), "media id is longer than 128 bytes");
        refused(() -> new MediaId(""), "media id is blank");
        for (String unseen : List.of("\u200b", "\u00a0\u3000", "\u2060\ufeff", "\u202e")) {
            refused(() -> MediaItem.builder(new MediaId("m"), unseen).build(), "title is blank");
        }
        refused(() -> new MediaId("\u3000 "), "blank");
        refused(() -> new MediaId("a\u0007"), "control character");
        refused(() -> new MediaId("a\ud800"), "surrogate");
        assertThat(new MediaId("a\ud83c\udfac").value()).hasSize(3);
        refused(() -> new PatternId("x".repeat(65)), "64 bytes");
        assertThat(new ViewerId("living-room_TV.2").toString()).isEqualTo("living-room_TV.2");
        refused(() -> new ViewerId("a/b"), "may only have letters");
        refused(() -> new ViewerId("ä"), "may only have letters");
    }

    // The value stands in the message, and the message goes back over HTTP: it must stay one line.
    @Test
    void ids_longAndWithLineBreaks_areRefusedInOneLine() {
        assertThatThrownBy(() -> new MediaId("a\nb".repeat(500)))
                .isInstanceOf(InvalidValueException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void contribution_seq_beginsAtOne() {
        SessionSummary session = new SessionSummary(0, 0, 0, 0, 0, 0);
        assertThat(new Contribution(1, new Contribution.OfSession(session)).seq())
                .isEqualTo(1);
        refused(() -> new Contribution(0, new Contribution.OfSession(session)), "at least 1");
        refused(() -> new SessionSummary(0, 0, -1, 0, 0, 0), "no negative counts");
    }

    @Test
    void sample_isBoundedAndNamesEachTitleOnce() {
        assertThat(sample(200).items()).hasSize(200);
        refused(() -> sample(201), "1 to 200 titles, not 201");
        refused(() -> sample(0), "1 to 200 titles, not 0");
        SampledItem item = new SampledItem(new MediaId("a"), SampledItem.Liking.LOW);
        refused(() -> new TasteSample(List.of(item, item)), "twice: a");
    }

    @Test
    void liking_ofARating_hasThreeSteps() {
        assertThat(SampledItem.Liking.ofRating(4)).isEqualTo(SampledItem.Liking.HIGH);
        assertThat(SampledItem.Liking.ofRating(3.99)).isEqualTo(SampledItem.Liking.MEDIUM);
        assertThat(SampledItem.Liking.ofRating(3)).isEqualTo(SampledItem.Liking.MEDIUM);
        assertThat(SampledItem.Liking.ofRating(2.5)).isEqualTo(SampledItem.Liking.LOW);
    }

    @Test
    void mediaItem_text_isTheSentenceOfTheContract() {
        MediaItem item = MediaItem.builder(new MediaId("1"), "Toy Story")
                .year(1995)
                .genres(List.of("Animation", "Comedy"))
                .build();
        assertThat(item.text()).isEqualTo("Toy Story (1995). Genres: Animation, Comedy.");
        MediaItem bare = MediaItem.builder(new MediaId("1"), "Heat")
                .kind(MediaItem.Kind.OTHER)
                .build();
        assertThat(bare.text()).isEqualTo("Heat.");
        refused(
                () -> MediaItem.builder(new MediaId("1"), "x")
                        .year(1869)
                        .kind(MediaItem.Kind.OTHER)
                        .build(),
                "between 1870 and 2200");
        refused(
                () -> MediaItem.builder(new MediaId("1"), "x")
                        .genres(Collections.nCopies(17, "g"))
                        .kind(MediaItem.Kind.OTHER)
                        .build(),
                "at most 16 genres");
    }

    @Test
    void context_isBounded() {
        refused(() -> PatternContext.of(Collections.nCopies(9, "g")), "at most 8 genres, not 9");
        refused(() -> PatternContext.of(List.of()).withMood("m".repeat(41)), "mood");
        refused(() -> PatternContext.NONE.withApproach("a".repeat(41)), "approach");
        refused(() -> PatternContext.of(List.of()).withTimeOfDay("\t\tx"), "time of day");
    }

    @Test
    void bankVersion_isNotNegative() {
        refused(() -> new BankVersion("b", -1), "not negative");
        assertThat(BankVersion.NONE.number()).isZero();
    }

    private static TasteSample sample(int n) {
        return new TasteSample(java.util.stream.IntStream.range(0, n)
                .mapToObj(i -> new SampledItem(new MediaId("m" + i), SampledItem.Liking.HIGH))
                .toList());
    }

    private static void refused(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(InvalidValueException.class).hasMessageContaining(why);
    }
}
