package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.backup.CoreBackup;
import io.exogenesis.omega.core.operation.LoggedActions;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.web.security.ForbiddenCallException;
import io.exogenesis.omega.web.security.Loopback;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The Core's whole state as one file. */
@Path("/admin/backup")
@RequestScoped
@Access(Who.ADMIN)
public class AdminBackupResource {
    @Inject
    CoreBackup backup;

    @Inject
    LoggedActions actions;

    @Inject
    Caller caller;

    @Context
    HttpServletRequest request;

    @SuppressWarnings("NullAway.Init") // filled by the container
    public AdminBackupResource() {}

    /** The file holds the Core's keys, so the network does not get it, whoever asks. */
    @GET
    @Produces("application/zip")
    public Response backup(
            @QueryParam("note") @DefaultValue("") String note, @QueryParam("by") @DefaultValue("") String by) {
        if (!Loopback.isLocal(request)) {
            throw new ForbiddenCallException("a backup holds the Core's keys: it is given to its own machine only");
        }
        CoreBackup.Taken taken = actions.logged(Kind.BACKUP, "", note, Operators.of(caller, by), backup::take);
        return Response.ok(taken.content())
                .header(HttpHeaders.CONTENT_LENGTH, taken.bytes())
                .build();
    }
}
