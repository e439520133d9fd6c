package io.exogenesis.omega.quic.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldAnswersTest {
    private final List<Integer> writes = new ArrayList<>();
    private final List<Boolean> lasts = new ArrayList<>();
    private final HeldAnswers answers = new HeldAnswers("peer", new Counters()) {
        @Override
        protected void write(boolean last, List<ByteBuffer> buffers) {
            writes.add(buffers.stream().mapToInt(ByteBuffer::remaining).sum());
            lasts.add(last);
        }

        @Override
        protected void writeLast(List<ByteBuffer> buffers) {
            write(true, buffers);
        }

        @Override
        protected void abandon(long code) {}

        @Override
        public void whenGone(Runnable action) {}
    };

    /** A sync in two datagrams: the first one ends within its second frame. */
    @Test
    void release_inTheMiddleOfAFrame_answersLeaveTogetherAtItsEnd() {
        answers.hold();
        answers.send(new byte[100]);
        answers.release(true);
        assertThat(writes).isEmpty();

        answers.hold();
        answers.send(new byte[50]);
        answers.finish();
        answers.release(false);
        assertThat(writes).containsExactly(101 + 51);
        assertThat(lasts).containsExactly(true);
    }

    @Test
    void release_inTheMiddleOfAFrame_whatIsLongLeaves() {
        answers.hold();
        answers.send(new byte[1_300]);
        answers.release(true);
        assertThat(writes).containsExactly(1_302);
        assertThat(lasts).containsExactly(false);
    }

    @Test
    void release_betweenFrames_answersLeave() {
        answers.hold();
        answers.send(new byte[100]);
        answers.release(false);
        assertThat(writes).containsExactly(101);
        answers.send(new byte[10]);
        assertThat(writes).containsExactly(101, 11);
    }
}
