package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BodyLimitTest {
    @Test
    void bounded_upToTheLimit_isReadWhole() throws IOException {
        assertThat(bounded(100, 100).readAllBytes()).hasSize(100);
    }

    /** A chunked body has no length to look at: the limit must hold while reading, byte by byte too. */
    @Test
    void bounded_oneByteMore_isRefused() {
        assertThatThrownBy(() -> bounded(101, 100).readAllBytes()).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> {
                    BodyLimit.Bounded in = bounded(3, 2);
                    while (in.read() >= 0) {
                        // to the end
                    }
                })
                .isInstanceOf(RefusedException.class);
    }

    /** The path once chose: any address with admin/catalogue in it was given 64 MiB. */
    @Test
    void limit_isOfTheResourceClass() {
        assertThat(BodyLimit.limit(AdminCatalogueResource.class)).isEqualTo(BodyLimit.MAX_CATALOGUE);
        assertThat(BodyLimit.limit(new AdminCatalogueResource() {}.getClass())).isEqualTo(BodyLimit.MAX_CATALOGUE);
        assertThat(BodyLimit.limit(SyncResource.class)).isEqualTo(BodyLimit.MAX_BODY);
        assertThat(BodyLimit.limit(AdminViewersResource.class)).isEqualTo(BodyLimit.MAX_BODY);
    }

    private static BodyLimit.Bounded bounded(int bytes, int limit) {
        return new BodyLimit.Bounded(new ByteArrayInputStream(new byte[bytes]), limit);
    }
}
