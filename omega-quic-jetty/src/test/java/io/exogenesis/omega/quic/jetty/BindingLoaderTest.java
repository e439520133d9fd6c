package io.exogenesis.omega.quic.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.eclipse.jetty.quic.quiche.QuicheBinding;
import org.eclipse.jetty.quic.quiche.foreign.ForeignQuicheBinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindingLoaderTest {
    @TempDir
    Path directory;

    // Would catch an entry in META-INF/services that changes the HTTP/3 of a host's own Jetty.
    @Test
    void serviceLoader_ofTheHost_findsJettysOwnBindingOnly() {
        assertThat(ServiceLoader.load(QuicheBinding.class).stream().map(ServiceLoader.Provider::type))
                .<Class<?>>containsExactly(ForeignQuicheBinding.class);
    }

    @Test
    void serviceLoader_ofTheLoader_findsOursOnly() {
        BindingLoader loader = new BindingLoader(directory);
        assertThat(ServiceLoader.load(QuicheBinding.class, loader).stream().map(ServiceLoader.Provider::type))
                .<Class<?>>containsExactly(GuardedBinding.class);
    }

    @Test
    void binding_initialised_unpacksIntoTheDirectoryAndLeavesTheHostsClassAlone() throws Exception {
        QuicheBinding binding = new BindingLoader(directory).binding();
        assertThat(binding.initialize()).isNull();
        assertThat(binding.getClass()).isNotEqualTo(ForeignQuicheBinding.class);
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }
}
