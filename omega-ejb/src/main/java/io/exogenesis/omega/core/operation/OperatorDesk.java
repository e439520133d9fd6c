package io.exogenesis.omega.core.operation;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.catalogue.Catalogue;
import io.exogenesis.omega.core.catalogue.ImportResult;
import io.exogenesis.omega.core.port.Operator;
import io.exogenesis.omega.core.port.OperatorAction.Kind;
import io.exogenesis.omega.core.registry.EnrolmentCodes;
import io.exogenesis.omega.core.registry.ViewerRegistry;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What an operator does to viewers and titles, each in the log of actions. */
@Singleton
public class OperatorDesk {
    private final LoggedActions actions;
    private final ViewerRegistry registry;
    private final EnrolmentCodes codes;
    private final Catalogue catalogue;

    @Inject
    public OperatorDesk(LoggedActions actions, ViewerRegistry registry, EnrolmentCodes codes, Catalogue catalogue) {
        this.actions = actions;
        this.registry = registry;
        this.codes = codes;
        this.catalogue = catalogue;
    }

    /**
     * Removes a viewer: its next frame is refused, its raw contributions are erased.
     *
     * @throws RefusedException {@code NOT_FOUND} for an unknown one, or as {@link LoggedActions#logged}
     */
    public void removeViewer(ViewerId viewer, String note, Operator who) {
        actions.logged(Kind.REMOVE_VIEWER, viewer.value(), note, who, () -> {
            if (!registry.revoke(viewer)) {
                throw new RefusedException(Refusal.Code.NOT_FOUND, "there is no viewer " + viewer);
            }
            return true;
        });
    }

    /**
     * Mints enrolment codes; the log has how many.
     *
     * @throws RefusedException as {@link EnrolmentCodes#mint} and {@link LoggedActions#logged}
     */
    public List<String> mintCodes(int count, String note, Operator who) {
        return actions.logged(Kind.MINT_CODES, Integer.toString(count), note, who, () -> codes.mint(count));
    }

    /**
     * Imports titles; the log has how many and whether they take the place of all.
     *
     * @throws RefusedException as {@link Catalogue#importItems} and {@link LoggedActions#logged}
     */
    public ImportResult importTitles(List<MediaItem> titles, boolean replace, String note, Operator who) {
        String what = (replace ? "replace by " : "add ") + titles.size();
        return actions.logged(Kind.IMPORT_TITLES, what, note, who, () -> catalogue.importItems(titles, replace));
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
