package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.catalogue.ImportPlan;
import io.exogenesis.omega.core.catalogue.ImportReport;
import io.exogenesis.omega.core.catalogue.TitleFile;
import io.exogenesis.omega.core.catalogue.TitleImports;
import io.exogenesis.omega.core.port.TitleImport;
import io.exogenesis.omega.model.MediaItem;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The JSON of imports of titles: whole counts, and of each kind the first {@link TitleFile#EXAMPLES}. */
final class ImportViews {
    private ImportViews() {}

    static JsonObject of(ImportReport r) {
        ImportPlan plan = r.plan();
        JsonObjectBuilder view = Json.createObjectBuilder().add("dryRun", r.dryRun());
        number(view, "import", r.made());
        number(view, "sameAs", r.same());
        return counts(view, plan.counts())
                .add("version", r.version())
                .add("items", plan.total())
                .add("sha256", plan.file().sha256())
                .add(
                        "refused",
                        Json.createObjectBuilder()
                                .add("broken", plan.file().broken())
                                .add("duplicates", plan.file().duplicates())
                                .add("conflicts", plan.conflicts()))
                .add(
                        "examples",
                        Json.createObjectBuilder()
                                .add("added", first(plan.added(), Views::of))
                                .add("changed", first(plan.changed(), ImportViews::of))
                                .add("withdrawn", first(plan.withdrawn(), Views::of))
                                .add("refused", first(plan.faults(), ImportViews::of)))
                .build();
    }

    private static void number(JsonObjectBuilder view, String name, Optional<TitleImport> of) {
        of.ifPresentOrElse(i -> view.add(name, i.number()), () -> view.addNull(name));
    }

    private static JsonObjectBuilder counts(JsonObjectBuilder view, TitleImport.Counts n) {
        return view.add("added", n.added())
                .add("changed", n.changed())
                .add("withdrawn", n.withdrawn())
                .add("unchanged", n.unchanged());
    }

    private static <T> JsonArrayBuilder first(List<T> all, Function<T, JsonObject> view) {
        JsonArrayBuilder views = Json.createArrayBuilder();
        all.stream().limit(TitleFile.EXAMPLES).map(view).forEach(views::add);
        return views;
    }

    private static JsonObject of(ImportPlan.Change change) {
        MediaItem before = change.before();
        return Json.createObjectBuilder()
                .add("before", Views.of(before))
                .add("after", Views.of(change.after()))
                .build();
    }

    private static JsonObject of(TitleFile.Fault fault) {
        return Json.createObjectBuilder()
                .add("at", fault.at())
                .add("kind", fault.kind().name().toLowerCase(Locale.ROOT))
                .add("reason", fault.reason())
                .build();
    }

    /** A page, newest first. */
    static JsonObject of(List<TitleImports.Listed> page, int limit) {
        JsonArrayBuilder views = Json.createArrayBuilder();
        page.forEach(line -> views.add(of(line)));
        JsonObjectBuilder view = Json.createObjectBuilder().add("imports", views);
        return (page.size() < limit
                        ? view.addNull("next")
                        : view.add("next", page.getLast().done().number()))
                .build();
    }

    private static JsonObject of(TitleImports.Listed line) {
        TitleImport done = line.done();
        JsonObjectBuilder view = Json.createObjectBuilder()
                .add("import", done.number())
                .add("at", done.action().at().toString())
                .add("actor", done.action().who().subject())
                .add("by", done.action().who().by())
                .add("note", done.action().note())
                .add("mode", done.mode().name().toLowerCase(Locale.ROOT))
                .add("sha256", done.sha256())
                .add("version", done.version());
        JsonValue rolledBack = done.rolledBack()
                .<JsonValue>map(at -> Json.createValue(at.toString()))
                .orElse(JsonValue.NULL);
        return counts(view, done.counts())
                .add("rolledBackAt", rolledBack)
                .add("canRollBack", line.kept())
                .build();
    }
}
