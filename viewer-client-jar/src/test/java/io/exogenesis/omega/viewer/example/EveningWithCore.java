package io.exogenesis.omega.viewer.example;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.viewer.Recommendation;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.ViewerAgent;
import io.exogenesis.omega.viewer.ViewerAgentConfig;
import io.exogenesis.omega.viewer.ViewerContext;
import io.exogenesis.omega.viewer.runtime.Enrolment;
import io.exogenesis.omega.viewer.runtime.ViewerRuntime;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The same with a Core, which sends the catalogue and what others have learned. */
public final class EveningWithCore {
    private EveningWithCore() {}

    /** Once for each viewer; the host keeps the registration, and its token as a secret. */
    static Registration enrol(URI core, String pin, String code) {
        try (Enrolment enrolment = Enrolment.at(core, pin)) {
            return enrolment.enrol(code, Consents.NONE);
        }
    }

    static List<Recommendation> watch(Path home, Registration registration) {
        var config = ViewerAgentConfig.builder(registration.viewerId(), home)
                .registration(registration)
                .consents(Consents.NONE.withPatterns(true))
                .build();
        try (ViewerRuntime shared = ViewerRuntime.in(home.resolve("models"));
                ViewerAgent agent = shared.open(config)) {
            agent.initialize().join();
            agent.firstPull().join(); // the first time: the catalogue has to come
            return agent.getRecommendations(ViewerContext.top(3)).join();
        }
    }
}
