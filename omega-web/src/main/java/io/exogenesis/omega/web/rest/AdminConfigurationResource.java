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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The settings in force, without secrets. */
@Path("/admin/configuration")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access(Who.ADMIN)
@SecurityRequirement(name = "token")
@Tag(name = "operation")
public class AdminConfigurationResource {
    @Inject
    CoreSettings settings;

    @GET
    @Operation(summary = "Effective settings, a line a room")
    public JsonObject effective() {
        return Json.createObjectBuilder()
                .add("effective", Views.texts(settings.effective()))
                .build();
    }
}
