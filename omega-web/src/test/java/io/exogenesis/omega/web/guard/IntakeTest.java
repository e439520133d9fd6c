package io.exogenesis.omega.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.wire.v1.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final int LIMIT = 200 << 10;
    private static final Recognition.OfBody STRANGER = (bytes, length) -> false;
    /** Known by something that stands at the 1,000th byte. */
    private static final Recognition.OfBody LATER = (bytes, length) -> length >= 1_000 && bytes[999] == 7;

    private final InboundBudget budget = new InboundBudget(64 << 20);

    /** However a body comes in, its verdict and its bytes are the same, and what it holds is bounded and given back. */
    @Property(tries = 300)
    void take_anySplit_sameVerdict(
            @ForAll @IntRange(max = 260 << 10) int size,
            @ForAll boolean proved,
            @ForAll @NotEmpty @Size(max = 20) List<@IntRange(min = 1, max = 70_000) Integer> cuts,
            @ForAll @LongRange long seed) {
        byte[] body = new byte[size];
        new Random(seed).nextBytes(body);
        if (size >= 1_000) {
            body[999] = (byte) (proved ? 7 : 8);
        }
        InboundBudget own = new InboundBudget(64 << 20);
        InboundBudget.Lease lease = own.forStranger();
        Intake intake = new Intake(lease, false, LATER, LIMIT);

        int at = 0;
        for (int i = 0; at < size; i++) {
            int n = Math.min(cuts.get(i % cuts.size()), size - at);
            intake.take(Arrays.copyOfRange(body, at, at + n), n);
            at += n;
            assertThat(own.held()).isLessThanOrEqualTo(2L * LIMIT);
        }
        Optional<TakenBody> taken = intake.end();

        boolean fits = size <= InboundBudget.MAX_OF_STRANGER || (proved && size <= LIMIT);
        assertThat(taken.isPresent()).isEqualTo(fits);
        taken.ifPresent(t -> assertThat(Arrays.copyOf(t.bytes(), t.length())).isEqualTo(body));
        lease.close();
        assertThat(own.held()).isZero();
    }

    /** Twelve connections that hold back the last bytes of 4 MiB once cost a gigabyte. */
    @Test
    void take_ofAStranger_keepsNoMoreThan64KiB() {
        Intake intake = new Intake(budget.forStranger(), false, STRANGER, LIMIT);
        byte[] part = new byte[8 << 10];
        for (int i = 0; i < 512; i++) {
            intake.take(part, part.length);
            assertThat(budget.held()).isLessThanOrEqualTo(InboundBudget.MAX_OF_STRANGER);
        }
        assertThat(code(intake)).isEqualTo(Refusal.Code.TOO_LARGE);
        assertThat(budget.held()).as("a refused body holds nothing").isZero();
        assertThat(intake.received()).isEqualTo(512 * part.length);
    }

    @Test
    void take_whenTheBudgetIsUsedUp_isUnavailable() {
        InboundBudget small = new InboundBudget(8 << 10);
        Intake intake = new Intake(small.forStranger(), false, STRANGER, LIMIT);
        intake.take(new byte[2_000], 2_000);
        assertThat(code(intake)).isEqualTo(Refusal.Code.UNAVAILABLE);
        assertThat(small.held()).isZero();
    }

    /** The signature of a token is not to be checked for every few bytes. */
    @Test
    void take_asksForTheSenderOnceAtTheLimit() {
        int[] asked = {0};
        Intake intake = new Intake(
                budget.forStranger(),
                false,
                (bytes, length) -> {
                    asked[0]++;
                    return true;
                },
                LIMIT);
        for (int i = 0; i < 100; i++) {
            intake.take(new byte[1 << 10], 1 << 10);
        }
        assertThat(intake.end()).isPresent();
        assertThat(asked[0]).isEqualTo(1);
    }

    /** A removed viewer must learn that it was removed, not that its body is too long. */
    @Test
    void take_tokenThatDoesNotHold_isRefusedForThat_andAShortBodyIsNot() {
        Recognition.OfBody removed = (bytes, length) -> {
            throw new RefusedException(Refusal.Code.REVOKED, "removed");
        };
        Intake lengthy = new Intake(budget.forStranger(), false, removed, LIMIT);
        lengthy.take(new byte[100_000], 100_000);
        assertThat(code(lengthy)).isEqualTo(Refusal.Code.REVOKED);

        Intake brief = new Intake(budget.forStranger(), false, removed, LIMIT);
        brief.take(new byte[100], 100);
        assertThat(brief.end()).as("who answers says why").isPresent();
    }

    private static Refusal.Code code(Intake intake) {
        return intake.refusal().map(RefusedException::code).orElseThrow();
    }
}
