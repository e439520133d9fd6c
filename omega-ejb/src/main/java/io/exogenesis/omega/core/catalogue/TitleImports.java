package io.exogenesis.omega.core.catalogue;

import io.exogenesis.omega.core.ConflictException;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.OperatorAction;
import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.core.port.TitleImport;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Imports that operators make: what one would do, doing it, and taking it back. Each is one transaction with its action in the log. */
@Singleton
public class TitleImports {
    private final Catalogue catalogue;
    private final CatalogueStore store;
    private final OperatorLog log;

    @Inject
    public TitleImports(Catalogue catalogue, CatalogueStore store, OperatorLog log) {
        this.catalogue = catalogue;
        this.store = store;
        this.log = log;
    }

    /** What an import would do; changes nothing, and is not logged. */
    public ImportReport preview(TitleFile file, ImportMode mode) {
        return new ImportReport(
                true, catalogue.plan(file, mode), Optional.empty(), store.ofFile(file.sha256()), store.version());
    }

    /**
     * Imports a file. One that changes nothing is logged and makes no import.
     *
     * @param action who and why; its subject becomes what was done
     * @throws RefusedException as {@link ImportPlan#check}; then nothing changed
     */
    public ImportReport run(TitleFile file, ImportMode mode, OperatorAction action) {
        return catalogue.exclusively(() -> {
            Optional<TitleImport> same = store.ofFile(file.sha256());
            ImportPlan plan = catalogue.plan(file, mode);
            plan.check();
            OperatorAction done = action.on(subject(plan));
            if (plan.counts().nothing()) {
                log.append(done);
                return new ImportReport(false, plan, Optional.empty(), same, store.version());
            }
            TitleImport about = new TitleImport(done, mode, file.sha256(), 0, plan.counts(), Optional.empty());
            TitleImport made = store.importTitles(plan.change(), about);
            catalogue.changed(made.version());
            return new ImportReport(false, plan, Optional.of(made), same, made.version());
        });
    }

    private static String subject(ImportPlan plan) {
        TitleImport.Counts n = plan.counts();
        String mode = plan.mode() == ImportMode.ADD ? "add" : "replace";
        String what = n.nothing()
                ? "no change"
                : n.added() + " added, " + n.changed() + " changed, " + n.withdrawn() + " withdrawn";
        return mode + ": " + what + ", sha256 " + plan.file().sha256();
    }

    /**
     * Takes an import back: what it added is withdrawn, what it changed or withdrew is as before, at its place.
     *
     * @return the import as it was made; {@link ImportResult} counts what came back as added
     * @throws RefusedException {@code NOT_FOUND} for none of this number, {@code TOO_LARGE} if the catalogue would have too many
     * @throws ConflictException if it was taken back before, its former titles are not kept any more, or titles of it changed since
     */
    public ImportResult rollBack(long number, OperatorAction action) {
        return catalogue.exclusively(() -> {
            TitleImport done = standing(number);
            long changed = store.changedSince(done);
            if (changed > 0) {
                throw new ConflictException(changed + " of its titles changed after import " + number + later(number));
            }
            TitleImport.Counts n = done.counts();
            int total = catalogue.status().items() - n.added() + n.withdrawn();
            if (total > Catalogue.MAX_ITEMS) {
                throw new RefusedException(
                        Refusal.Code.TOO_LARGE,
                        "a catalogue has at most " + Catalogue.MAX_ITEMS + " titles, and it would have " + total);
            }
            long version = store.rollBack(done, action);
            catalogue.changed(version);
            int rest = total - n.withdrawn() - n.changed();
            return new ImportResult(version, n.withdrawn(), n.changed(), n.added(), rest, total);
        });
    }

    private TitleImport standing(long number) {
        return store.standing().stream()
                .filter(i -> i.number() == number)
                .findFirst()
                .orElseThrow(() -> notStanding(number));
    }

    private RuntimeException notStanding(long number) {
        List<TitleImport> found = store.imports(number + 1, 1);
        if (found.isEmpty() || found.getFirst().number() != number) {
            return new RefusedException(Refusal.Code.NOT_FOUND, "there is no import " + number);
        }
        return new ConflictException(
                found.getFirst().rolledBack().isPresent()
                        ? "import " + number + " was rolled back already"
                        : "the titles before import " + number + " are not kept any more, only those before the last "
                                + CatalogueStore.ROLL_BACKS + " imports");
    }

    /** What stands in the way, as far as an import is. */
    private String later(long number) {
        TitleImport newest = store.standing().getFirst();
        return newest.number() > number ? "; roll back import " + newest.number() + " first" : ", one by one";
    }

    /** Newest first, those in front of number {@code before}. */
    public List<Listed> list(long before, int limit) {
        List<Long> standing = store.standing().stream().map(TitleImport::number).toList();
        return store.imports(before, limit).stream()
                .map(i -> new Listed(i, standing.contains(i.number())))
                .toList();
    }

    /**
     * A line of the list.
     *
     * @param kept whether the former titles are, so that it can be rolled back unless they changed since
     */
    public record Listed(TitleImport done, boolean kept) {}
}
