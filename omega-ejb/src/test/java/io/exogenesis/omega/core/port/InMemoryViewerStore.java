package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The registry in a map, for tests of the rules above it. */
public class InMemoryViewerStore implements ViewerStore {
    private final Map<ViewerId, ViewerRow> rows = new LinkedHashMap<>();
    private final Set<String> codes = new HashSet<>();

    @Override
    public synchronized void addCodes(List<String> hashes, Instant now) {
        codes.addAll(hashes);
    }

    @Override
    public synchronized boolean enrol(String codeHash, ViewerRow viewer) {
        if (!codes.remove(codeHash)) {
            return false;
        }
        rows.put(viewer.id(), viewer);
        return true;
    }

    @Override
    public synchronized Optional<ViewerRow> find(ViewerId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized List<ViewerRow> all() {
        return rows.values().stream()
                .sorted(Comparator.comparing(ViewerRow::registeredAt).thenComparing(ViewerRow::id))
                .toList();
    }

    @Override
    public List<ViewerRow> page(int offset, int limit) {
        return all().stream().skip(offset).limit(limit).toList();
    }

    @Override
    public void changeConsents(ViewerId id, Consents consents) {
        boolean none = consents.equals(Consents.NONE);
        change(
                id,
                r -> new ViewerRow(
                        r.id(),
                        none ? Optional.empty() : r.displayName(),
                        consents,
                        r.registeredAt(),
                        none ? Optional.empty() : r.lastSeen(),
                        r.revokedAt()));
    }

    @Override
    public void revoke(ViewerId id, Instant at) {
        change(
                id,
                r -> new ViewerRow(
                        r.id(),
                        Optional.empty(),
                        Consents.NONE,
                        r.registeredAt(),
                        Optional.empty(),
                        Optional.of(r.revokedAt().orElse(at))));
    }

    @Override
    public void seen(Map<ViewerId, Instant> times) {
        times.forEach((id, at) -> change(
                id,
                r -> r.consents().equals(Consents.NONE)
                        ? r
                        : new ViewerRow(
                                r.id(),
                                r.displayName(),
                                r.consents(),
                                r.registeredAt(),
                                Optional.of(at),
                                r.revokedAt())));
    }

    private synchronized void change(ViewerId id, UnaryOperator<ViewerRow> change) {
        rows.computeIfPresent(id, (k, row) -> change.apply(row));
    }

    @Override
    public synchronized long openCodes() {
        return codes.size();
    }
}
