package io.exogenesis.omega.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.model.ViewerId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
    private final CoreFixture core = CoreFixture.inMemory();

    // Whoever renews a token with each sync would otherwise fill the memory.
    @Test
    void verify_moreTokensThanRemembered_forgetsTheLongestUnused_andVerifiesItAgain() {
        TokenVerifier few = new TokenVerifier(core.settings, core.keys, core.viewers, core.accessTokens, core.clock, 3);
        ViewerId viewer = core.register().viewerId();
        List<String> tokens =
                IntStream.range(0, 8).mapToObj(i -> core.tokens.fresh(viewer)).toList();
        assertThat(tokens.stream().distinct()).hasSize(8);
        tokens.forEach(few::verify);
        assertThat(few.remembered()).isEqualTo(3);
        assertThat(few.verify(tokens.getFirst()).viewer()).isEqualTo(viewer);
        assertThat(few.remembered()).isEqualTo(3);
    }
}
