package io.exogenesis.omega.core.operation;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.ImportReport;
import io.exogenesis.omega.core.catalogue.ImportResult;
import io.exogenesis.omega.core.catalogue.TitleFile;
import io.exogenesis.omega.core.catalogue.TitleImports;
import io.exogenesis.omega.core.port.ImportMode;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.RemovedViewer;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What an operator does to viewers and titles, each in the log of actions. */
@Singleton
public class OperatorDesk {
    private final LoggedActions actions;
    private final ViewerRegistry registry;
    private final EnrolmentCodes codes;
    private final Catalogue catalogue;
    private final TitleImports imports;

    @Inject
    public OperatorDesk(
            LoggedActions actions,
            ViewerRegistry registry,
            EnrolmentCodes codes,
            Catalogue catalogue,
            TitleImports imports) {
        this.actions = actions;
        this.registry = registry;
        this.codes = codes;
        this.catalogue = catalogue;
        this.imports = imports;
    }

    /**
     * Removes a viewer: its next frame is refused, its raw contributions are erased.
     *
     * @throws RefusedException {@code NOT_FOUND} for an unknown one, or as {@link LoggedActions#logged}
     */
    public RemovedViewer removeViewer(ViewerId viewer, String note, Operator who) {
        return actions.logged(
                Kind.REMOVE_VIEWER,
                viewer.value(),
                note,
                who,
                () -> registry.remove(viewer).orElseThrow(() -> unknown(viewer)));
    }

    /** Refuses a viewer's frames until it is resumed, also after a restart; errors as {@link #removeViewer}. */
    public void suspendViewer(ViewerId viewer, String note, Operator who) {
        known(Kind.SUSPEND_VIEWER, viewer, note, who, registry::suspend);
    }

    /** Lets a suspended viewer take part again; errors as {@link #removeViewer}. */
    public void resumeViewer(ViewerId viewer, String note, Operator who) {
        known(Kind.RESUME_VIEWER, viewer, note, who, registry::resume);
    }

    private void known(Kind kind, ViewerId viewer, String note, Operator who, Predicate<ViewerId> work) {
        actions.logged(kind, viewer.value(), note, who, () -> {
            if (!work.test(viewer)) {
                throw unknown(viewer);
            }
            return true;
        });
    }

    private static RefusedException unknown(ViewerId viewer) {
        return new RefusedException(Refusal.Code.NOT_FOUND, "there is no viewer " + viewer);
    }

    /**
     * Mints enrolment codes; the log has how many.
     *
     * @throws RefusedException as {@link EnrolmentCodes#mint} and {@link LoggedActions#logged}
     */
    public List<String> mintCodes(int count, String note, Operator who) {
        return mintCodes(count, Optional.empty(), note, who);
    }

    /** The same with an expiry of their own, see {@link EnrolmentCodes#mint(int, Optional)}. */
    public List<String> mintCodes(int count, Optional<Duration> lifetime, String note, Operator who) {
        return actions.logged(Kind.MINT_CODES, Integer.toString(count), note, who, () -> codes.mint(count, lifetime));
    }

    /**
     * Deletes all enrolment codes that nobody used; the log has how many were open.
     *
     * @return how many
     */
    public int withdrawCodes(String note, Operator who) {
        return actions.logged(Kind.WITHDRAW_CODES, Long.toString(codes.open()), note, who, codes::withdrawAll);
    }

    /**
     * Imports titles; the log has what changed and the SHA-256 of the file.
     *
     * @throws RefusedException as {@link TitleImports#run} and {@link LoggedActions#logging}
     */
    public ImportReport importTitles(TitleFile file, ImportMode mode, String note, Operator who) {
        String what = "sha256 " + file.sha256();
        return actions.logging(Kind.IMPORT_TITLES, what, note, who, action -> imports.run(file, mode, action));
    }

    /**
     * Takes an import back.
     *
     * @throws RefusedException as {@link TitleImports#rollBack} and {@link LoggedActions#logging}
     * @throws io.exogenesis.omega.core.ConflictException as {@link TitleImports#rollBack}
     */
    public ImportResult rollBackImport(long number, String note, Operator who) {
        String what = "import " + number;
        return actions.logging(Kind.ROLL_BACK_IMPORT, what, note, who, action -> imports.rollBack(number, action));
    }

    /**
     * Takes a title out of the catalogue.
     *
     * @throws RefusedException as {@link Catalogue#withdraw} and {@link LoggedActions#logged}
     */
    public ImportResult withdrawTitle(MediaId title, String note, Operator who) {
        return actions.logged(Kind.WITHDRAW_TITLE, title.value(), note, who, () -> catalogue.withdraw(title));
    }
}
