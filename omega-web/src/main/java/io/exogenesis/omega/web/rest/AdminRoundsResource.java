package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.aggregate.RoundHistory;
import io.exogenesis.omega.core.defence.EpochModeration;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Aggregation rounds, for the operator. */
@Path("/admin/rounds")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminRoundsResource {
    private static final int MAX_ROUNDS = 1000;

    @Inject
    EpochModeration epochs;

    @Inject
    Caller caller;

    @Inject
    RoundHistory history;

    /** Returns when the round is committed. */
    @POST
    public JsonObject run(
            @QueryParam("endOfEpoch") @DefaultValue("false") String endOfEpoch,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        Operator who = Operators.of(caller, by);
        return Views.of(Queries.flag("endOfEpoch", endOfEpoch) ? epochs.close(note, who) : epochs.round(note, who));
    }

    @GET
    public JsonArray list(@QueryParam("limit") @DefaultValue("20") String limit) {
        JsonArrayBuilder rounds = Json.createArrayBuilder();
        history.list(Queries.whole("limit", limit, 1, MAX_ROUNDS)).forEach(r -> rounds.add(Views.of(r)));
        return rounds.build();
    }

    /** One round with all the decisions that are kept of it. */
    @GET
    @Path("{round}")
    public JsonObject show(@PathParam("round") String round) {
        int number = Queries.whole("round", round, 1, Integer.MAX_VALUE);
        return history.round(number)
                .map(r -> Views.of(r, RoundRecord.MAX_DECISIONS))
                .orElseThrow(() -> new RefusedException(
                        Refusal.Code.NOT_FOUND, "there is no round " + number + ", or it is remembered no more"));
    }
}
