package io.exogenesis.omega.core.aggregate;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.CatalogueStatus;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The titles that a round knows. */
@Singleton
public class RoundContent {
    private final Catalogue catalogue;

    @Inject
    public RoundContent(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @throws RefusedException {@code UNAVAILABLE} while titles wait for their embedding */
    ContentSpace space() {
        CatalogueStatus status = catalogue.status();
        Optional<PublishedCatalogue> published = catalogue.published();
        if (published.map(PublishedCatalogue::version).orElse(0L) != status.version()) {
            // Titles that are not published yet would be unknown, and their samples refused for good.
            throw new RefusedException(
                    Refusal.Code.UNAVAILABLE,
                    status.state() == CatalogueStatus.State.FAILED
                            ? "the catalogue is not complete: " + status.message()
                            : "the catalogue is being embedded: " + status.embedded() + " of " + status.items()
                                    + " titles",
                    Duration.ofSeconds(5));
        }
        return published.map(PublishedCatalogue::space).orElseGet(() -> ContentSpace.of(List.of(), List.of()));
    }
}
