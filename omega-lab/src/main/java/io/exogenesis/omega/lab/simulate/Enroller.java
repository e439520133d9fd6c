package io.exogenesis.omega.lab.simulate;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.ops.console.Progress;
import io.exogenesis.omega.ops.console.Terminal;
import io.exogenesis.omega.ops.core.AdminClient;
import io.exogenesis.omega.ops.core.Bootstrap;
import io.exogenesis.omega.viewer.Registration;
import io.exogenesis.omega.viewer.runtime.Enrolment;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Enrols viewers with single-use codes that the operator mints in bulk; the registration itself is one request each, many at once. */
final class Enroller {
    /** Enough that the Core always has one to write while others wait for their durable write. */
    private static final int AT_ONCE = 32;

    /** Codes minted ahead: fewer than a Core keeps open. */
    private static final int BATCH = 10_000;

    private final Bootstrap core;
    private final AdminClient admin;
    private final Terminal terminal;

    Enroller(Bootstrap core, AdminClient admin, Terminal terminal) {
        this.core = core;
        this.admin = admin;
        this.terminal = terminal;
    }

    List<KeptViewers.Kept> enrol(int count) {
        List<KeptViewers.Kept> fresh = new ArrayList<>(count);
        if (count == 0) {
            return fresh;
        }
        try (Enrolment door = Enrolment.onLoopback(URI.create(core.http()));
                Workers workers = new Workers(AT_ONCE);
                Progress progress = terminal.progress("viewers enrolled", count)) {
            while (fresh.size() < count) {
                List<String> codes = admin.mintCodes(Math.min(BATCH, count - fresh.size()));
                fresh.addAll(workers.all(codes, code -> {
                    Registration made = door.enrol(code, Consents.NONE.withPatterns(true));
                    progress.step();
                    return new KeptViewers.Kept(made.viewerId().value(), made.token(), 0, 0, 0);
                }));
            }
        }
        return fresh;
    }
}
