package io.exogenesis.omega.core.defence;

import io.exogenesis.omega.core.port.DefenceRecord;
import java.util.List;
import java.util.Optional;

/**
 * Some titles, by their ids.
 *
 * @param asOf the round that says where they stand; empty before the defence looked at anything. Between two rounds that
 *     publish an item model or end an epoch the defence does not look again
 * @param titles of this page
 * @param next id to go on behind; empty at the end
 */
public record TitlePage(Optional<DefenceRecord> asOf, List<ModeratedTitle> titles, Optional<String> next) {
    public TitlePage {
        titles = List.copyOf(titles);
    }
}
