package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.PublishedCatalogue;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.web.security.Access;
import io.exogenesis.omega.web.security.Access.Who;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** The titles that viewers get, by their ids. */
@Path("/omega/catalogue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Access({Who.VIEWER, Who.ADMIN})
public class CatalogueResource {
    private static final int MAX_PAGE = 1000;

    @Inject
    Catalogue catalogue;

    @Context
    Request request;

    /** For the container, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public CatalogueResource() {}

    @GET
    public Response page(
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int many = Queries.whole("limit", limit, 1, MAX_PAGE);
        String after = cursor.isEmpty() ? "" : Cursors.parts(cursor, 1).getFirst();
        Optional<PublishedCatalogue> now = catalogue.published();
        long version = now.map(PublishedCatalogue::version).orElse(0L);
        return Conditional.of(request, version + " " + many + " " + after, () -> page(version, now, after, many));
    }

    private static JsonObject page(long version, Optional<PublishedCatalogue> now, String after, int limit) {
        List<MediaItem> all = now.map(PublishedCatalogue::titles).orElse(List.of());
        List<MediaItem> page = now.map(c -> c.page(after, limit)).orElse(List.of());
        JsonArrayBuilder items = Json.createArrayBuilder();
        page.forEach(t -> items.add(Views.of(t)));
        JsonObjectBuilder view =
                Json.createObjectBuilder().add("version", version).add("total", all.size());
        boolean more = !page.isEmpty() && page.getLast() != all.getLast();
        return (more ? view.add("next", Cursors.of(page.getLast().id().value())) : view.addNull("next"))
                .add("items", items)
                .build();
    }

    @GET
    @Path("{id}")
    public Response title(@PathParam("id") String id) {
        MediaId wanted = new MediaId(id);
        return catalogue
                .published()
                .flatMap(c -> c.title(wanted))
                .map(t -> Conditional.of(request, Views.of(t)))
                .orElseThrow(
                        () -> new RefusedException(Refusal.Code.NOT_FOUND, "the catalogue has no title of this id"));
    }
}
