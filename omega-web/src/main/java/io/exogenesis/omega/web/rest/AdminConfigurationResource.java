package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The settings in force, without secrets. */
@Path("/admin/configuration")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
public class AdminConfigurationResource {
    @Inject
    CoreSettings settings;

    @GET
    public JsonObject effective() {
        return Json.createObjectBuilder()
                .add("effective", Views.texts(settings.effective()))
                .build();
    }
}
