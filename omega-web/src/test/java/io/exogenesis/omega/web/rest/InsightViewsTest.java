package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.insight.RelatedTitles;
import io.exogenesis.omega.core.insight.Trend;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsightViewsTest {
    private static final MediaItem ALIEN = MediaItem.builder(new MediaId("t1"), "Alien")
            .year(1979)
            .genres(List.of("Horror"))
            .build();
    private static final MediaItem UNKNOWN =
            MediaItem.builder(new MediaId("t2"), "Untitled").build();

    // Others script against the names of these fields.
    @Test
    void of_trend_titleInFullAndAReason() {
        JsonObject view = InsightViews.of(new Trend(ALIEN, LocalDate.parse("2026-03-01"), 12, 4.25, 9.5));
        assertThat(view.keySet())
                .containsExactlyInAnyOrder("title", "since", "viewers", "factor", "evidence", "reason");
        assertThat(view.getJsonObject("title").getString("title")).isEqualTo("Alien");
        assertThat(view.getJsonObject("title").getInt("year")).isEqualTo(1979);
        assertThat(view.getString("since")).isEqualTo("2026-03-01");
        assertThat(view.getString("reason")).contains("12 viewers", "4.3 times");
    }

    @Test
    void of_pair_bothTitlesInFullAndAReason() {
        JsonObject view = InsightViews.of(new RelatedTitles(ALIEN, UNKNOWN, 9, 2.5, 300, 2.4, 18, .1));
        assertThat(view.keySet())
                .containsExactlyInAnyOrder(
                        "first", "second", "viewers", "expected", "sampled", "lift", "g2", "cosine", "reason");
        assertThat(view.getJsonObject("second").isNull("year")).isTrue();
        assertThat(view.getString("reason")).contains("9 of 300 viewers", "2.5 would be chance");
    }
}
