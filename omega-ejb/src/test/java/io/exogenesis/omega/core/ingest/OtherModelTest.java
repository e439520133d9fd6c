package io.exogenesis.omega.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.TestEmbedder;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.SessionSummary;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.Refusal;
import org.junit.jupiter.api.Test;

/** A bank never mixes patterns of two embedding models. */
class OtherModelTest {
    private static final EmbeddingModel OTHER = new EmbeddingModel("another-model");

    private static Contribution pattern(long seq, EmbeddingModel model) {
        ExogenesisPattern p = ((Contribution.OfPattern) Samples.pattern(seq).payload()).pattern();
        return new Contribution(seq, new Contribution.OfPattern(p.withModel(model)));
    }

    private static Contribution session(long seq) {
        return new Contribution(seq, new Contribution.OfSession(new SessionSummary(1, 1, 0, 0, 0, 60)));
    }

    // Decided at once and for good: an agent that sends it again and again would never get rid of it.
    @Test
    void push_patternOfAnotherModel_isRefusedWithBothNames_andTheRestIsTaken() {
        CoreFixture core = CoreFixture.inMemory();
        SyncSession session = core.session(core.register());
        PushAck ack = core.push(session, pattern(1, OTHER), pattern(2, EmbeddingModel.MINI_LM), session(3))
                .getPushAck();
        assertThat(ack.getCommittedThroughSeq()).isEqualTo(3);
        assertThat(ack.getRefusedList()).singleElement().satisfies(refused -> {
            assertThat(refused.getSeq()).isEqualTo(1);
            assertThat(refused.getReason().getCode()).isEqualTo(Refusal.Code.UNSUPPORTED);
            assertThat(refused.getReason().getMessage()).contains("another-model", "all-MiniLM-L6-v2-q8");
        });
        assertThat(core.push(session, pattern(1, OTHER)).getPushAck().getDuplicates())
                .as("it is known")
                .isEqualTo(1);
    }

    @Test
    void push_coreOfAnotherModel_takesItsOwnAndRefusesTheBuiltInOne() {
        CoreFixture core = CoreFixture.inMemory();
        core.embedder = new TestEmbedder("another-model");
        SyncSession session = core.session(core.register());
        PushAck ack = core.push(session, pattern(1, OTHER), pattern(2, EmbeddingModel.MINI_LM))
                .getPushAck();
        assertThat(ack.getRefusedList())
                .singleElement()
                .satisfies(refused -> assertThat(refused.getSeq()).isEqualTo(2));
    }
}
