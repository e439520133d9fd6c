package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.identity.AccessTokens;
import io.exogenesis.omega.core.identity.Scope;
import io.exogenesis.omega.core.operation.TokenDesk;
import io.exogenesis.omega.core.port.AccessTokenStore.TokenRow;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Access tokens for programs that call the Core over MCP, for the operator. */
@Path("/admin/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminTokensResource {
    private static final List<String> FIELDS = List.of("scopes", "lifetime", "note");
    /** A month: long enough for a program that somebody looks after. */
    private static final Duration LIFETIME = Duration.ofDays(30);

    @Inject
    TokenDesk desk;

    @Inject
    AccessTokens tokens;

    @Inject
    Caller caller;

    /** The token is in this answer and nowhere else. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response mint(InputStream body, @QueryParam("by") @DefaultValue("") String by) {
        JsonObject wanted = Bodies.object(body);
        Bodies.only(wanted, "a token", FIELDS);
        AccessTokens.Minted minted = desk.mint(
                scopes(wanted),
                lifetime(wanted),
                Bodies.optionalText(wanted, "note").orElse(""),
                Operators.of(caller, by));
        JsonObject view = view(minted.row()).add("token", minted.token()).build();
        return Response.status(Response.Status.CREATED)
                .entity(view)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Oldest first, revoked ones too, without those that expired. */
    @GET
    public JsonObject list() {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        tokens.list().forEach(row -> rows.add(view(row)));
        return Json.createObjectBuilder().add("tokens", rows).build();
    }

    /** Takes effect with the next request. */
    @DELETE
    @Path("{id}")
    public void revoke(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        desk.revoke(id, note, Operators.of(caller, by));
    }

    private static Set<Scope> scopes(JsonObject wanted) {
        if (!(wanted.get("scopes") instanceof JsonArray given)) {
            throw noScopes();
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (JsonValue one : given) {
            scopes.add((one instanceof JsonString text ? Scope.of(text.getString()) : java.util.Optional.<Scope>empty())
                    .orElseThrow(AdminTokensResource::noScopes));
        }
        return scopes;
    }

    private static BadParameterException noScopes() {
        return new BadParameterException("scopes", "scopes is a list of " + String.join(", ", Scope.texts()));
    }

    private static Duration lifetime(JsonObject wanted) {
        try {
            return Bodies.optionalText(wanted, "lifetime").map(Duration::parse).orElse(LIFETIME);
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadParameterException("lifetime", "lifetime is a duration of ISO 8601, for example P30D or PT8H");
        }
    }

    private static JsonObjectBuilder view(TokenRow row) {
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("id", row.id())
                .add("scopes", Views.texts(new TreeSet<>(row.scopes())))
                .add("note", row.note())
                .add("by", row.by())
                .add("mintedAt", row.mintedAt().toString())
                .add("expiresAt", row.expiresAt().toString());
        row.revokedAt()
                .ifPresentOrElse(
                        at -> view.add("revokedAt", at.toString()), () -> view.add("revokedAt", JsonValue.NULL));
        return view;
    }
}
