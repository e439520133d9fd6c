package io.exogenesis.omega.viewer.internal.agent;

import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.vector.content.ContentSpace;
import io.exogenesis.omega.vector.embed.Embedder;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A host's titles as a Core would send them: embedded here, on all processors. */
final class EmbeddedTitles {
    private EmbeddedTitles() {}

    /** @param embedded told after each title how many are done; called from several threads */
    static CataloguePage page(List<MediaItem> items, Embedder model, IntConsumer embedded) {
        AtomicInteger done = new AtomicInteger();
        List<CatalogueEntry> entries;
        // threads of their own, which end here: one that has run native code shall not outlive its work
        try (ExecutorService workers = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("omega-viewer-embed-", 0).factory())) {
            entries = items.stream()
                    .map(item -> CompletableFuture.supplyAsync(() -> entry(item, model), workers)
                            .thenApply(made -> {
                                embedded.accept(done.incrementAndGet());
                                return made;
                            }))
                    .toList()
                    .stream()
                    .map(CallExecutor::await)
                    .toList();
        }
        return page(entries, new EmbeddingModel(model.name()));
    }

    /** Titles that are embedded already. */
    static CataloguePage page(List<CatalogueEntry> entries, EmbeddingModel model) {
        CataloguePage.Builder page = CataloguePage.newBuilder().setEmbeddingModel(WireCodec.modelName(model));
        entries.forEach(entry -> page.addItems(WireCodec.toWire(entry)));
        for (float m : ContentSpace.meanOf(
                entries.stream().map(CatalogueEntry::embedding).toList())) {
            page.addMean(m);
        }
        return page.build();
    }

    private static CatalogueEntry entry(MediaItem item, Embedder model) {
        Embedding embedding = Embedding.of(model.embed(item.text()));
        return item.description().isEmpty()
                ? new CatalogueEntry(item, embedding)
                : new CatalogueEntry(item, embedding, Embedding.of(model.embed(item.description())));
    }
}
