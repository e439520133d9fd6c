package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The registry in a map, for tests of the rules above it. */
public class InMemoryViewerStore implements ViewerStore {
    private final Map<ViewerId, ViewerRow> rows = new LinkedHashMap<>();
    private final Map<String, Instant> codes = new LinkedHashMap<>();
    /** Of codes with an expiry of their own. */
    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    @Override
    public synchronized void addCodes(List<String> hashes, Instant now) {
        hashes.forEach(h -> codes.put(h, now));
    }

    @Override
    public synchronized void addCodes(List<String> hashes, Instant now, Instant expiresAt) {
        hashes.forEach(h -> {
            codes.put(h, now);
            expiries.put(h, expiresAt);
        });
    }

    @Override
    public synchronized boolean enrol(String codeHash, Instant madeAfter, ViewerRow viewer) {
        Instant made = codes.get(codeHash);
        Instant expires = expiries.get(codeHash);
        boolean good =
                expires == null ? made != null && made.isAfter(madeAfter) : expires.isAfter(viewer.registeredAt());
        if (!good) {
            return false;
        }
        expiries.remove(codeHash);
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
                                r.revokedAt(),
                                r.suspendedAt()));
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
                                r.revokedAt(),
                                r.suspendedAt())));
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
                .filter(e -> !expiries.containsKey(e.getKey()) && !e.getValue().isAfter(upTo))
                .sorted(Map.Entry.comparingByValue())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        codes.keySet().removeAll(old);
        return old.size();
    }

    @Override
    public synchronized int forgetExpiredCodes(Instant upTo, int most) {
        List<String> old = expiries.entrySet().stream()
                .filter(e -> !e.getValue().isAfter(upTo))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        codes.keySet().removeAll(old);
        expiries.keySet().removeAll(old);
        return old.size();
    }

    @Override
    public synchronized List<CodeBatch> codeBatches(int limit) {
        return codes.entrySet().stream()
                .collect(Collectors.groupingBy(
                        e -> List.of(e.getValue(), Optional.ofNullable(expiries.get(e.getKey()))),
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> batch(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(CodeBatch::madeAt).reversed())
                .limit(limit)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static CodeBatch batch(List<Object> key, long open) {
        return new CodeBatch((Instant) key.getFirst(), (Optional<Instant>) key.getLast(), open);
    }

    @Override
    public synchronized List<ViewerRow> page(Optional<Place> after, String search, int limit) {
        Comparator<Place> order = Comparator.comparing(Place::registeredAt).thenComparing(Place::id);
        return rows.values().stream()
                .filter(r -> after.isEmpty() || order.compare(r.place(), after.get()) > 0)
                .filter(r -> r.id().value().startsWith(search)
                        || r.displayName()
                                .filter(n -> n.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)))
                                .isPresent())
                .sorted(Comparator.comparing(ViewerRow::place, order))
                .limit(limit)
                .toList();
    }

    @Override
    public void suspend(ViewerId id, Instant at) {
        change(
                id,
                r -> r.revokedAt().isPresent()
                        ? r
                        : suspended(r, Optional.of(r.suspendedAt().orElse(at))));
    }

    @Override
    public void resume(ViewerId id) {
        change(id, r -> suspended(r, Optional.empty()));
    }

    private static ViewerRow suspended(ViewerRow r, Optional<Instant> at) {
        return new ViewerRow(r.id(), r.displayName(), r.consents(), r.registeredAt(), r.lastSeen(), r.revokedAt(), at);
    }

    /** A map leaves nothing behind. */
    @Override
    public void scrub() {}
}
