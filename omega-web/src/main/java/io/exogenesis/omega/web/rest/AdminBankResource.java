package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.aggregate.BankDiscard;
import io.exogenesis.omega.core.bank.GlobalBank;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.distribute.PatternDistribution;
import io.exogenesis.omega.core.operation.LoggedActions;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.web.security.Caller;
import io.exogenesis.omega.wire.v1.BankState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HexFormat;

/** The bank as a whole. */
@Path("/admin/bank")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminBankResource {
    @Inject
    GlobalBank bank;

    @Inject
    Catalogue catalogue;

    @Inject
    BankDiscard discard;

    @Inject
    LoggedActions actions;

    @Inject
    Caller caller;

    @Inject
    PatternDistribution distribution;

    @GET
    public JsonObject show() {
        BankState state = distribution.state();
        return Json.createObjectBuilder()
                .add("bankId", bank.contents().version().bankId())
                .add("version", bank.contents().version().number())
                .add("patterns", bank.size())
                .add("embeddingModel", catalogue.model().name())
                .add("embedder", catalogue.status().embedder())
                .add("hash", HexFormat.of().formatHex(state.getHash().toByteArray()))
                .add("hashOfVersion", state.getVersion())
                .add("keyId", state.getKeyId())
                .build();
    }

    /** Cannot be undone, so it names the bank that its operator saw. */
    @DELETE
    public JsonObject discard(
            @QueryParam("confirm") @DefaultValue("") String confirm,
            @QueryParam("note") @DefaultValue("") String note,
            @QueryParam("by") @DefaultValue("") String by) {
        return OperatorViews.of(
                actions.logged(Kind.DISCARD_BANK, confirm, note, Operators.of(caller, by), () -> discard.run(confirm)));
    }
}
