package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Registration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Records what evenings ask of the Core. Its address is nobody's: what an agent sends there arrives nowhere. */
final class FakeCore implements Membership {
    final List<String> calls = new ArrayList<>();

    @Override
    public Registration join(ViewerId viewer, Consents consents) {
        calls.add("join " + consents.given());
        String pin = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        return new Registration(viewer, "token", List.of(URI.create("https://127.0.0.1:1")), pin);
    }

    @Override
    public void withdraw(ViewerId viewer, Consents now) {
        calls.add("withdraw " + now.given());
    }

    @Override
    public void leave(ViewerId viewer) {
        calls.add("leave");
    }
}
