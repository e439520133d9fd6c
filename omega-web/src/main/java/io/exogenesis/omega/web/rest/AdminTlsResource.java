package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.operation.LoggedActions;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.tls.TlsKeys;
import io.exogenesis.omega.core.tls.TlsStatus;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;

/** The certificate of HTTPS and QUIC, and how the next key takes its place. */
@Path("/admin/tls")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminTlsResource {
    @Inject
    TlsKeys keys;

    @Inject
    LoggedActions actions;

    @Inject
    Caller caller;

    @SuppressWarnings("NullAway.Init") // filled by the container
    public AdminTlsResource() {}

    @GET
    public JsonObject status() {
        return TlsViews.of(keys.status());
    }

    /** Returns when both doors show what was taken over. */
    @POST
    @Path("reload")
    public JsonObject reload(
            @QueryParam("note") @DefaultValue("") String note, @QueryParam("by") @DefaultValue("") String by) {
        return logged(Kind.RELOAD_TLS, note, by, keys::reload);
    }

    @POST
    @Path("next")
    public JsonObject next(
            @QueryParam("note") @DefaultValue("") String note, @QueryParam("by") @DefaultValue("") String by) {
        return logged(Kind.MAKE_NEXT_KEY, note, by, keys::makeNext);
    }

    /** Returns when both doors show the new key. */
    @POST
    @Path("rotate")
    public JsonObject rotate(
            @QueryParam("force") @DefaultValue("false") String force,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        boolean forced = Queries.flag("force", force);
        return logged(Kind.ROTATE_KEY, note, by, () -> keys.rotate(forced));
    }

    private JsonObject logged(Kind kind, String note, String by, Supplier<TlsStatus> work) {
        return TlsViews.of(actions.logged(kind, "", note, Operators.of(caller, by), work));
    }
}
