package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The registry in a map, for tests of the rules above it. */
public class InMemoryViewerStore implements ViewerStore {
    private final Map<ViewerId, ViewerRow> rows = new LinkedHashMap<>();
    private final Map<String, Instant> codes = new LinkedHashMap<>();

    @Override
    public synchronized void addCodes(List<String> hashes, Instant now) {
        hashes.forEach(h -> codes.put(h, now));
    }

    @Override
    public synchronized boolean enrol(String codeHash, Instant madeAfter, ViewerRow viewer) {
        Instant made = codes.get(codeHash);
        if (made == null || !made.isAfter(madeAfter)) {
            return false;
        }
        codes.remove(codeHash);
        rows.put(viewer.id(), viewer);
        return true;
    }

    @Override
    public synchronized Optional<ViewerRow> find(ViewerId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized List<ViewerRow> page(int offset, int limit) {
        return rows.values().stream()
                .sorted(Comparator.comparing(ViewerRow::registeredAt).thenComparing(ViewerRow::id))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public void changeConsents(ViewerId id, Consents consents) {
        boolean none = consents.equals(Consents.NONE);
        change(
                id,
                r -> r.revokedAt().isPresent()
                        ? r
                        : new ViewerRow(
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
    public synchronized List<ViewerRow> revoked(Instant upTo, int limit) {
        return rows.values().stream()
                .filter(r -> r.revokedAt().filter(at -> !at.isAfter(upTo)).isPresent())
                .sorted(Comparator.comparing((ViewerRow r) -> r.revokedAt().orElseThrow())
                        .thenComparing(ViewerRow::id))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void delete(Collection<ViewerId> removed) {
        rows.values().removeIf(r -> r.revokedAt().isPresent() && removed.contains(r.id()));
    }

    @Override
    public synchronized long codes() {
        return codes.size();
    }

    @Override
    public synchronized int forgetCodes(Instant upTo, int most) {
        List<String> old = codes.entrySet().stream()
                .filter(e -> !e.getValue().isAfter(upTo))
                .sorted(Map.Entry.comparingByValue())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        codes.keySet().removeAll(old);
        return old.size();
    }

    /** A map leaves nothing behind. */
    @Override
    public void scrub() {}
}
