package io.exogenesis.omega.web.rest;

import io.exogenesis.omega.core.port.ImportMode;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** Parameters of an import of titles. */
public class ImportQuery {
    @QueryParam("mode")
    @DefaultValue("add")
    String mode = "";

    @QueryParam("dryRun")
    @DefaultValue("false")
    String dryRun = "";

    @QueryParam("note")
    @DefaultValue("")
    String note = "";

    @QueryParam("by")
    @DefaultValue("")
    String by = "";

    ImportMode mode() {
        return switch (mode) {
            case "add" -> ImportMode.ADD;
            case "replace" -> ImportMode.REPLACE;
            default -> throw new BadParameterException("mode", "mode must be add or replace");
        };
    }

    boolean dryRun() {
        return Queries.flag("dryRun", dryRun);
    }

    String note() {
        return note;
    }

    String by() {
        return by;
    }
}
