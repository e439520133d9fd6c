package io.exogenesis.omega.web.watch;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.viewer.Registration;

/** What an evening asks of the Core as one of its viewers. */
interface Membership {
    /** Registers the viewer under its own id; its id says that it is of {@code /watch}. */
    Registration join(ViewerId viewer, Consents consents);

    /** What was withdrawn is erased at once, without waiting for a sync. */
    void withdraw(ViewerId viewer, Consents now);

    /** Removes the viewer and erases its raw contributions; nothing happens if it never joined. */
    void leave(ViewerId viewer);
}
