package io.exogenesis.omega.viewer.internal.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.exogenesis.omega.learning.item.ItemModel;
import io.exogenesis.omega.learning.item.PairPlane;
import io.exogenesis.omega.model.CatalogueEntry;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.internal.agent.TestCatalogue;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.CataloguePage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Catalogue and item model as a Core sends them and the disk keeps them: a model, or one kind of exception. */
class ModelFilesFuzzTest {

    static Stream<Arguments> catalogues() {
        CataloguePage.Builder page = CataloguePage.newBuilder().setVersion(1).setLast(true);
        for (CatalogueEntry entry : TestCatalogue.entries(3)) {
            page.addItems(WireCodec.toWire(entry));
        }
        byte[] noMean = page.build().toByteArray();
        byte[] whole = page.addAllMean(Collections.nCopies(Embedding.DIMENSIONS, .01f))
                .build()
                .toByteArray();
        byte[] wild = page.clearMean()
                .addAllMean(Collections.nCopies(Embedding.DIMENSIONS, Float.NaN))
                .build()
                .toByteArray();
        return Stream.of(whole, noMean, wild, Arrays.copyOf(whole, 700), new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("catalogues")
    @FuzzTest // must come last
    void catalogue_anyBytes_aCatalogueOrOneException(byte[] data) {
        CataloguePage page;
        try {
            page = CataloguePage.parseFrom(data);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        try {
            Catalogue made = ModelDecoding.catalogue(1, List.of(page));
            assertThat(made.items()).hasSize(page.getItemsCount());
        } catch (ViewerException e) {
            assertThat(e).hasMessageContaining("the Core's catalogue cannot be");
        }
    }

    static Stream<Arguments> itemModels() {
        List<MediaId> ids = List.of(new MediaId("a"), new MediaId("b"), new MediaId("c"));
        PairPlane pairs = new PairPlane(2, new int[] {1, 1, 2}, new int[] {1, 0}, new float[] {.5f, .25f});
        byte[] codes = {1, -2, 3, -4, 5, -6};
        float[] ones = {1, 1, 1};
        byte[] model = new ItemModel(1, ids, new float[] {2, 1}, codes, ones, ones, List.of(pairs))
                .toWire()
                .toByteArray();
        byte[] changed = model.clone();
        changed[model.length / 2] ^= 1;
        return Stream.of(model, changed, Arrays.copyOf(model, model.length / 2), new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("itemModels")
    @FuzzTest // must come last
    void itemModel_anyBytes_aModelOrOneException(byte[] data) {
        try {
            ItemModel made = ModelDecoding.itemModel(ByteBuffer.wrap(data));
            assertThat(made).isNotNull();
        } catch (ViewerException e) {
            assertThat(e).hasMessageContaining("the Core's item model cannot be read");
        }
    }

    static Stream<Arguments> readyCatalogues() {
        CataloguePage.Builder page = CataloguePage.newBuilder().setVersion(3).setLast(true);
        for (CatalogueEntry entry : TestCatalogue.entries(1)) {
            page.addItems(WireCodec.toWire(entry));
        }
        page.addAllMean(Collections.nCopies(Embedding.DIMENSIONS, .01f));
        Catalogue made = ModelDecoding.catalogue(3, List.of(page.build()));
        byte[] whole = ReadyCatalogue.encoded(made, 77).orElseThrow();
        byte[] changed = whole.clone();
        changed[23] ^= 1;
        byte[] torn = Arrays.copyOf(whole, whole.length - 1);
        return Stream.of(whole, changed, torn, Arrays.copyOf(whole, 24), new byte[0])
                .map(bytes -> Arguments.of((Object) bytes));
    }

    @MethodSource("readyCatalogues")
    @FuzzTest // must come last
    void readyCatalogue_anyBytes_aCatalogueOrNone(byte[] data) {
        ReadyCatalogue.decoded(ByteBuffer.wrap(data), 77, 3)
                .ifPresent(made -> assertThat(made.content().size()).isEqualTo(made.size()));
    }
}
