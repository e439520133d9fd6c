package io.exogenesis.omega.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.Background;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.TestEmbedder;
import io.exogenesis.omega.core.catalogue.CatalogueStatus.State;
import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What viewers get once a title has left. */
class CatalogueWithdrawalTest {
    private final CatalogueStore store = new InMemoryCatalogueStore();
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private final Catalogue catalogue =
            new Catalogue(store, new EmbedderRoom(TestEmbedder::new), new Background(jobs::add));

    @BeforeEach
    void threeTitles() {
        catalogue.importItems(titles(0, 3), false);
        runJobs();
        assertThat(published()).containsExactlyElementsOf(titles(0, 3));
    }

    private void runJobs() {
        while (!jobs.isEmpty()) {
            jobs.remove().run();
        }
    }

    private static List<MediaItem> titles(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::title).toList();
    }

    private List<MediaItem> published() {
        return catalogue.published().orElseThrow().entries().stream()
                .map(e -> e.item())
                .toList();
    }

    /** No title has to be embedded for it: who syncs a moment later must not get it any more. */
    @Test
    void withdraw_isPublishedBeforeAnyJobRuns() {
        ImportResult left = catalogue.withdraw(Samples.title(1).id());

        assertThat(left).isEqualTo(new ImportResult(2, 0, 0, 1, 2, 2));
        assertThat(published()).containsExactly(Samples.title(0), Samples.title(2));
        assertThat(catalogue.status().state()).isEqualTo(State.READY);
        assertThat(catalogue.status().publishedVersion()).isEqualTo(2);
    }

    @Test
    void withdraw_unknown_isRefused_andNothingChanges() {
        assertThatThrownBy(() -> catalogue.withdraw(new MediaId("never-there")))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Refusal.Code.NOT_FOUND));
        assertThat(catalogue.status().version()).isEqualTo(1);
    }

    /** Embedding 100,000 new titles takes minutes, and without its model for ever: that long the old ones were in every list. */
    @Test
    void importItems_replacing_takesOutWhatLeft_beforeTheNewIsEmbedded() {
        catalogue.importItems(titles(2, 9), true);

        assertThat(published()).containsExactly(Samples.title(2));
        long first = catalogue.published().orElseThrow().version();
        assertThat(first).as("viewers fetch it").isGreaterThan(1);
        assertThat(catalogue.status().state()).isEqualTo(State.EMBEDDING);

        runJobs();
        assertThat(published()).containsExactlyElementsOf(titles(2, 9));
        assertThat(catalogue.published().orElseThrow().version())
                .as("they fetch again")
                .isGreaterThan(first);
        assertThat(catalogue.status().state()).isEqualTo(State.READY);
        assertThat(catalogue.status().version()).isEqualTo(store.version());
    }

    /** A job that was under way published what had been withdrawn meanwhile. */
    @Test
    void withdraw_whileOthersAreEmbedded_staysOut() {
        catalogue.importItems(titles(3, 5), false);
        catalogue.withdraw(Samples.title(0).id());
        catalogue.withdraw(Samples.title(4).id());

        assertThat(published()).containsExactly(Samples.title(1), Samples.title(2));
        runJobs();
        assertThat(published()).containsExactly(Samples.title(1), Samples.title(2), Samples.title(3));
        assertThat(catalogue.status().state()).isEqualTo(State.READY);
    }

    /** The last title could not be taken out: there was no catalogue without titles. */
    @Test
    void importItems_replacingByNothing_leavesAnEmptyCatalogue() {
        catalogue.importItems(List.of(), true);
        runJobs();

        assertThat(published()).isEmpty();
        assertThat(catalogue.status().state()).isEqualTo(State.READY);
        assertThat(catalogue.published().orElseThrow().page("", 10)).isEmpty();
    }

    @Test
    void page_behindATitleThatLeft_goesOnWhereItStood() {
        String seen = Samples.title(1).id().value();
        catalogue.withdraw(Samples.title(1).id());

        assertThat(catalogue.published().orElseThrow().page(seen, 10)).containsExactly(Samples.title(2));
        assertThat(catalogue
                        .published()
                        .orElseThrow()
                        .page(Samples.title(2).id().value(), 10))
                .as("past the end")
                .isEmpty();
    }
}
