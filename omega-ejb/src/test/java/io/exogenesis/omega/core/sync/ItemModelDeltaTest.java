package io.exogenesis.omega.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.bank.EncodedItemModel;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.wire.delta.DeltaChain;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.ItemModelChunk;
import io.exogenesis.omega.wire.v1.ItemModelRequest;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewer that names the item model that it has is given what leads on from there. */
class ItemModelDeltaTest {
    private static final int TITLES = 600;

    private CoreFixture core = CoreFixture.inMemory();
    private EncodedItemModel first;
    private EncodedItemModel second;

    @BeforeEach
    void twoModels() {
        core.importTitles(TITLES);
        first = afterSamplesOf(0);
        second = afterSamplesOf(1);
    }

    private EncodedItemModel afterSamplesOf(int group) {
        for (int v = 0; v < 4; v++) {
            SyncSession session = core.session(core.register());
            core.push(session, Samples.sample(1, List.of("t" + group, "t" + (group + 1), "t" + (group + 2))));
        }
        core.rounds.runNow(false);
        return core.bank.itemModel().orElseThrow();
    }

    @Test
    void request_withTheFormerModel_isAnsweredWithWhatIsNew() {
        byte[] delta = fetched(core, first.version());

        assertThat(delta.length).isLessThan(second.bytes().length / 2);
        assertThat(DeltaChain.apply(first.bytes(), delta, 1 << 24)).isEqualTo(second.bytes());
    }

    @Test
    void request_afterTwoMore_isAnsweredWithBothSteps() {
        EncodedItemModel third = afterSamplesOf(2);

        assertThat(DeltaChain.apply(first.bytes(), fetched(core, first.version()), 1 << 24))
                .isEqualTo(third.bytes());
        assertThat(DeltaChain.apply(second.bytes(), fetched(core, second.version()), 1 << 24))
                .isEqualTo(third.bytes());
    }

    @Test
    void request_behindARestart_isAnsweredWithWhatIsNew() {
        core = core.restart(((PowerLossFileLayer) core.disk).crash(new Random(1)));

        assertThat(DeltaChain.apply(first.bytes(), fetched(core, first.version()), 1 << 24))
                .isEqualTo(second.bytes());
    }

    /** Viewers of before name none; one that was away for long names one that nobody knows any more. */
    @Test
    void request_withNoModelOrAnUnknownOne_isAnsweredWithTheWhole() {
        assertThat(fetched(core, 0)).isEqualTo(second.bytes());
        assertThat(fetched(core, 77)).isEqualTo(second.bytes());
        assertThat(fetched(core, second.version())).isEqualTo(second.bytes());
    }

    @Test
    void request_offsetBehindTheDelta_isMalformed() {
        int length = fetched(core, first.version()).length;
        ClientFrame behind = request(core, first.version(), length);

        assertThat(core.answer(core.session(core.register()), behind)
                        .getRefusal()
                        .getCode())
                .isEqualTo(Refusal.Code.MALFORMED);
    }

    private static ClientFrame request(CoreFixture core, long base, long offset) {
        return ClientFrame.newBuilder()
                .setItemModel(ItemModelRequest.newBuilder()
                        .setVersion(core.bank.itemModel().orElseThrow().version())
                        .setBaseVersion(base)
                        .setOffset(offset))
                .build();
    }

    private static byte[] fetched(CoreFixture core, long base) {
        SyncSession session = core.session(core.register());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ItemModelChunk chunk;
        do {
            chunk = core.answer(session, request(core, base, bytes.size())).getItemModel();
            assertThat(chunk.getOffset()).isEqualTo(bytes.size());
            bytes.writeBytes(chunk.getData().toByteArray());
        } while (!chunk.getLast());
        boolean known = base != 0 && core.bank.itemModel().orElseThrow().chain().from(base) >= 0;
        assertThat(chunk.getBaseVersion()).isEqualTo(known ? base : 0);
        return bytes.toByteArray();
    }
}
