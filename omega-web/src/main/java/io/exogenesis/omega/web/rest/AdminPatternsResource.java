package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.api.OmegaCore;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.defence.PatternModeration;
import io.exogenesis.omega.core.defence.PatternPruning;
import io.exogenesis.omega.core.defence.PruneRequest;
import io.exogenesis.omega.core.port.PatternDecision;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.OptionalDouble;

/** Why patterns stand where they stand, for the operator. */
@Path("/admin/patterns")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminPatternsResource {
    private static final int MAX_DECISIONS = 1000;

    /** Of one pattern: its newest history. */
    private static final int SHOWN_DECISIONS = 10;

    @Inject
    RoundHistory history;

    @Inject
    GlobalBank bank;

    @Inject
    PatternModeration moderation;

    @Inject
    PatternPruning pruning;

    @Inject
    OmegaCore core;

    @Inject
    Caller caller;

    /** Also of a pattern that has left the bank, as long as its rounds are remembered. */
    @GET
    @Path("{id}/decisions")
    public JsonObject decisions(@PathParam("id") String id, @QueryParam("limit") @DefaultValue("50") String limit) {
        List<PatternDecision> found =
                history.decisions(new PatternId(id), Queries.whole("limit", limit, 1, MAX_DECISIONS));
        if (found.isEmpty()) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "no remembered round has decided about a pattern " + id);
        }
        JsonArrayBuilder decisions = Json.createArrayBuilder();
        found.forEach(d -> decisions.add(Views.of(d)));
        return Json.createObjectBuilder()
                .add("pattern", id)
                .add("decisions", decisions)
                .build();
    }

    /** Where a pattern of the bank stands: supporters, votes, age, pin, and what rounds decided. */
    @GET
    @Path("{id}")
    public JsonObject show(@PathParam("id") String id) {
        PatternId pattern = new PatternId(id);
        ConsolidatedPattern found = bank.pattern(pattern)
                .orElseThrow(() -> new RefusedException(
                        Refusal.Code.NOT_FOUND, "there is no pattern " + pattern + " in the bank"));
        JsonArrayBuilder decisions = Json.createArrayBuilder();
        history.decisions(pattern, SHOWN_DECISIONS).forEach(d -> decisions.add(Views.of(d)));
        return OperatorViews.of(pruning.look(found))
                .add(
                        "pin",
                        moderation
                                .pin(pattern)
                                .<JsonValue>map(OperatorViews::of)
                                .orElse(JsonValue.NULL))
                .add("leaving", moderation.isRemoved(pattern))
                .add("consensus", CoreViews.of(core.reachConsensus(pattern)))
                .add("decisions", decisions)
                .build();
    }

    /** In no order; at most 1,000. */
    @GET
    @Path("pins")
    public JsonObject pins() {
        JsonArrayBuilder pins = Json.createArrayBuilder();
        moderation
                .pinned()
                .forEach(id -> moderation.pin(id).map(OperatorViews::of).ifPresent(pins::add));
        return Json.createObjectBuilder().add("pins", pins).build();
    }

    /** It is not pruned, and its support does not expire. */
    @PUT
    @Path("{id}/pin")
    public JsonObject pin(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return OperatorViews.of(moderation.pin(new PatternId(id), note, Operators.of(caller, by)));
    }

    @DELETE
    @Path("{id}/pin")
    public void unpin(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        moderation.unpin(new PatternId(id), note, Operators.of(caller, by));
    }

    /** It leaves the bank with the next round, and viewers hear of it with that version. */
    @DELETE
    @Path("{id}")
    public Response remove(
            @PathParam("id") String id,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        moderation.remove(new PatternId(id), note, Operators.of(caller, by));
        return Response.accepted(Json.createObjectBuilder()
                        .add("pattern", id)
                        .add("leaving", true)
                        .build())
                .build();
    }

    /** Without {@code dryRun=false} it only says what it would do. */
    @POST
    @Path("prune")
    public JsonObject prune(
            @QueryParam("minQuality") @DefaultValue("") String minQuality,
            @QueryParam("maxAge") @DefaultValue("") String maxAge,
            @QueryParam("minSupport") @DefaultValue("") String minSupport,
            @QueryParam("unusedEpochs") @DefaultValue("") String unusedEpochs,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("dryRun") @DefaultValue("true") String dryRun,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        PruneRequest request = new PruneRequest(
                minQuality.isBlank()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Queries.share("minQuality", minQuality)),
                Queries.duration("maxAge", maxAge),
                Queries.optional("minSupport", minSupport, 0, Integer.MAX_VALUE),
                Queries.optional("unusedEpochs", unusedEpochs, 1, Integer.MAX_VALUE),
                Queries.whole("limit", limit, 1, PatternModeration.MAX_REMOVALS));
        return OperatorViews.of(
                Queries.flag("dryRun", dryRun)
                        ? pruning.dryRun(request)
                        : pruning.prune(request, note, Operators.of(caller, by)));
    }
}
