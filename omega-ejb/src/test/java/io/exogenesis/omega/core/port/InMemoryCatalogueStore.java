package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Titles in maps, for tests of the rules above them. */
public final class InMemoryCatalogueStore implements CatalogueStore {
    private final Map<MediaId, Row> items = new HashMap<>();
    private final TreeMap<Long, TitleImport> imports = new TreeMap<>();
    private final Map<Long, List<Row>> former = new HashMap<>();
    private final Map<Long, List<MediaId>> gone = new HashMap<>();
    private final Map<String, Embedding> embeddings = new HashMap<>();
    private final OperatorLog log = new InMemoryOperatorLog();
    private long version;

    private record Row(MediaItem item, int place, long version) {}

    private final int mostImports;

    public InMemoryCatalogueStore() {
        this(MOST_IMPORTS);
    }

    InMemoryCatalogueStore(int mostImports) {
        this.mostImports = mostImports;
    }

    /** Where imports are logged. */
    public OperatorLog log() {
        return log;
    }

    @Override
    public synchronized long version() {
        return version;
    }

    @Override
    public synchronized List<MediaItem> items() {
        return items.values().stream()
                .sorted(Comparator.comparingInt(Row::place).thenComparing(r -> r.item.id()))
                .map(Row::item)
                .toList();
    }

    @Override
    public synchronized long save(List<MediaItem> changed) {
        return change(new TitleChange(changed, List.of()));
    }

    @Override
    public synchronized long change(TitleChange change) {
        version++;
        int next = items.values().stream().mapToInt(r -> r.place + 1).max().orElse(0);
        items.keySet().removeAll(Set.copyOf(change.gone()));
        for (MediaItem item : change.put()) {
            Row known = items.get(item.id());
            items.put(item.id(), new Row(item, known == null ? next++ : known.place, version));
        }
        return version;
    }

    @Override
    public synchronized long remove(MediaId id) {
        return items.containsKey(id) ? change(new TitleChange(List.of(), List.of(id))) : version;
    }

    @Override
    public synchronized TitleImport importTitles(TitleChange change, TitleImport about) {
        List<Row> before = Stream.concat(change.put().stream().map(MediaItem::id), change.gone().stream())
                .filter(items::containsKey)
                .map(items::get)
                .toList();
        TitleImport done = about.stored(log.append(about.action()), change(change));
        imports.put(done.number(), done);
        former.put(done.number(), before);
        gone.put(done.number(), change.gone());
        former.keySet().retainAll(standing().stream().map(TitleImport::number).toList());
        while (imports.size() > mostImports) {
            imports.pollFirstEntry();
        }
        return done;
    }

    @Override
    public synchronized List<TitleImport> imports(long before, int limit) {
        return imports.headMap(before, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    private Stream<TitleImport> notRolledBack() {
        return imports.descendingMap().values().stream()
                .filter(i -> i.rolledBack().isEmpty());
    }

    @Override
    public synchronized List<TitleImport> standing() {
        return notRolledBack().limit(ROLL_BACKS).toList();
    }

    @Override
    public synchronized Optional<TitleImport> ofFile(String sha256) {
        return notRolledBack().filter(i -> i.sha256().equals(sha256)).findFirst();
    }

    @Override
    public synchronized long changedSince(TitleImport done) {
        long asLeft =
                items.values().stream().filter(r -> r.version == done.version()).count();
        long back = gone.getOrDefault(done.number(), List.of()).stream()
                .filter(items::containsKey)
                .count();
        return done.counts().added() + done.counts().changed() - asLeft + back;
    }

    @Override
    public synchronized long rollBack(TitleImport done, OperatorAction action) {
        log.append(action);
        items.values().removeIf(r -> r.version == done.version());
        former.getOrDefault(done.number(), List.of()).forEach(r -> items.put(r.item.id(), r));
        imports.put(
                done.number(),
                new TitleImport(
                        done.action(),
                        done.mode(),
                        done.sha256(),
                        done.version(),
                        done.counts(),
                        Optional.of(action.at())));
        return ++version;
    }

    @Override
    public synchronized Set<String> embedders() {
        return embeddings.keySet().stream()
                .map(key -> key.substring(0, key.lastIndexOf('/')))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Map<String, Embedding> embeddings(String embedder, Collection<String> textHashes) {
        Map<String, Embedding> found = new HashMap<>();
        for (String hash : textHashes) {
            Embedding e = embeddings.get(embedder + "/" + hash);
            if (e != null) {
                found.put(hash, e);
            }
        }
        return found;
    }

    @Override
    public synchronized int retainEmbeddings(String embedder, Set<String> textHashes) {
        int before = embeddings.size();
        embeddings
                .keySet()
                .retainAll(textHashes.stream().map(h -> embedder + "/" + h).collect(Collectors.toSet()));
        return before - embeddings.size();
    }

    @Override
    public synchronized void saveEmbeddings(String embedder, Map<String, Embedding> byTextHash) {
        byTextHash.forEach((hash, e) -> embeddings.putIfAbsent(embedder + "/" + hash, e));
    }
}
