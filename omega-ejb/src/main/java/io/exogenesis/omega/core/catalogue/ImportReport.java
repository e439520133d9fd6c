package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.core.port.TitleImport;
import java.util.Optional;

/**
 * What an import did or would do.
 *
 * @param made the import as it is listed; empty for a dry run, and if nothing changed
 * @param same an earlier import of the same file that stands
 * @param version of the titles now
 */
public record ImportReport(
        boolean dryRun, ImportPlan plan, Optional<TitleImport> made, Optional<TitleImport> same, long version) {}
