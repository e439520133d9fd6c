package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.viewer.internal.values.Canonical;
import io.exogenesis.omega.viewer.memory.SkillLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the host stored: patterns, episodes and skills with their vectors, and how skills are linked. Folded from records, or
 * loaded from the archive and then folded on; not thread-safe: its owner guards it.
 *
 * <p>It keeps to its limits by itself, at each record alike, so that every replay forgets the same: the least valuable
 * patterns and skills, the oldest episodes. What was stored last is safe from that for a while.
 */
public final class EntryTable {
    /** Episodes and skills that are kept; patterns have a limit of the owner's. */
    static final int MAX_EPISODES = 10_000;

    static final int MAX_SKILLS = 1_000;

    /** Links that are kept, ten a skill; the ones set longest ago go. */
    static final int MAX_LINKS = 10_000;

    /** Beyond a limit this share of it goes at once, so that a full memory does not look for the least at every store. */
    private static final double ROOM = .01;

    private final EntryStore<PatternEntry> patterns;
    private final EntryStore<EpisodeEntry> episodes;
    private final EntryStore<SkillEntry> skills;
    private final Map<String, Long> skillNames = new LinkedHashMap<>();
    private final Map<LinkKey, SkillLink> links = new LinkedHashMap<>();
    private final Canonical canonical = new Canonical();
    private final int maxPatterns;
    private long nextId = 1;
    private Set<Long> changed = new HashSet<>();
    private Set<Long> removed = new HashSet<>();
    private boolean anew;

    private record LinkKey(long from, long to, SkillLink.Kind kind) {}

    /**
     * Entries that the archive has not seen, and ids that it must take out.
     *
     * @param anew whether these are all entries, and nothing may be left of the archive's files
     */
    record Changes(List<AgentRecord.Stored> stored, Set<Long> removed, boolean anew) {
        boolean isEmpty() {
            return stored.isEmpty() && removed.isEmpty();
        }
    }

    EntryTable(int maxPatterns) {
        this.maxPatterns = maxPatterns;
        this.patterns = new EntryStore<>();
        this.episodes = new EntryStore<>();
        this.skills = new EntryStore<>();
    }

    public EntryStore<PatternEntry> patterns() {
        return patterns;
    }

    public EntryStore<EpisodeEntry> episodes() {
        return episodes;
    }

    public EntryStore<SkillEntry> skills() {
        return skills;
    }

    public Optional<SkillEntry> skill(String name) {
        return Optional.ofNullable(skillNames.get(name)).flatMap(skills::get);
    }

    int size() {
        return patterns.size() + episodes.size() + skills.size();
    }

    void store(AgentRecord.Stored r) {
        put(r.entry(), r.embedding());
        changed.add(r.entry().id());
        removed.remove(r.entry().id());
        nextId = Math.max(nextId, r.entry().id() + 1);
        keepToLimits();
    }

    private void put(Entry entry, Embedding embedding) {
        switch (entry.canonical(canonical)) {
            case PatternEntry p -> patterns.put(p, embedding);
            case EpisodeEntry e -> episodes.put(e, embedding);
            case SkillEntry s -> {
                skills.get(s.id()).ifPresent(before -> skillNames.remove(before.name()));
                skills.put(s, embedding);
                skillNames.put(s.name(), s.id());
            }
        }
    }

    /** Puts back what the archive holds: it need not be written there again. */
    void load(Entry entry, Embedding embedding) {
        put(entry, embedding);
        nextId = Math.max(nextId, entry.id() + 1);
    }

    void use(AgentRecord.Used r) {
        patterns.get(r.id()).ifPresent(p -> {
            patterns.replace(p.used(r.success(), r.reward(), r.at()));
            changed.add(r.id());
        });
        skills.get(r.id()).ifPresent(s -> {
            skills.replace(s.used(r.success(), r.reward(), r.latencyMillis(), r.at()));
            changed.add(r.id());
        });
    }

    void forget(Collection<Long> ids) {
        Set<Long> skillsGone = new HashSet<>();
        for (long id : ids) {
            Optional<SkillEntry> skill = skills.get(id);
            if (patterns.remove(id) || episodes.remove(id) || skills.remove(id)) { // ids of all three are different
                changed.remove(id);
                removed.add(id);
            }
            skill.ifPresent(s -> {
                skillNames.remove(s.name());
                skillsGone.add(id);
            });
        }
        if (!skillsGone.isEmpty()) {
            // one pass over at most MAX_LINKS, however many go
            links.keySet().removeIf(k -> skillsGone.contains(k.from()) || skillsGone.contains(k.to()));
        }
    }

    /** Forgets the host's episodes about a title. */
    void forgetEpisodesOf(MediaId title) {
        forget(episodes.all().stream()
                .filter(e -> e.media().filter(title::equals).isPresent())
                .map(EpisodeEntry::id)
                .toList());
    }

    /** Forgets all entries; ids that were given are not given again. */
    void clear() {
        List<Long> all = new ArrayList<>();
        patterns.all().forEach(e -> all.add(e.id()));
        episodes.all().forEach(e -> all.add(e.id()));
        skills.all().forEach(e -> all.add(e.id()));
        forget(all);
    }

    void link(SkillLink link) {
        if (skills.get(link.from()).isPresent() && skills.get(link.to()).isPresent()) {
            LinkKey key = new LinkKey(link.from(), link.to(), link.kind());
            links.remove(key); // set anew, it is the newest
            links.put(key, link);
            if (links.size() > MAX_LINKS) {
                links.remove(links.keySet().iterator().next());
            }
        }
    }

    void idsGiven(long next) {
        nextId = Math.max(nextId, next);
    }

    /** The first id that was never given. */
    long nextId() {
        return nextId;
    }

    public List<SkillLink> links() {
        return List.copyOf(links.values());
    }

    private void keepToLimits() {
        forget(patterns.surplus(maxPatterns, ROOM, Comparator.comparingDouble(PatternEntry::value)));
        forget(episodes.surplus(MAX_EPISODES, ROOM, Comparator.comparingLong(EpisodeEntry::id)));
        forget(skills.surplus(MAX_SKILLS, ROOM, Comparator.comparingDouble(SkillEntry::value)));
    }

    /** All entries as records, for a memory without an archive. */
    List<AgentRecord> toRecords() {
        List<AgentRecord> out = new ArrayList<>();
        patterns.forEach((entry, embedding) -> out.add(new AgentRecord.Stored(entry, embedding)));
        episodes.forEach((entry, embedding) -> out.add(new AgentRecord.Stored(entry, embedding)));
        skills.forEach((entry, embedding) -> out.add(new AgentRecord.Stored(entry, embedding)));
        return out;
    }

    /** All entries differ from what any archive has. */
    void allChanged() {
        patterns.all().forEach(e -> changed.add(e.id()));
        episodes.all().forEach(e -> changed.add(e.id()));
        skills.all().forEach(e -> changed.add(e.id()));
    }

    /** How many entries differ from the archive. */
    int changeCount() {
        return changed.size() + removed.size();
    }

    /** What the archive has not seen; from now on it counts as seen. */
    Changes takeChanges() {
        List<AgentRecord.Stored> stored = new ArrayList<>(changed.size());
        for (long id : changed) {
            stored(id).ifPresent(stored::add);
        }
        Changes changes = new Changes(stored, removed, anew);
        anew = false;
        changed = new HashSet<>();
        removed = new HashSet<>();
        return changes;
    }

    /** The archive is to be written anew, so that its files have nothing of what was taken out. */
    void allChangedAnew() {
        allChanged();
        anew = true;
    }

    /** The archive could not be written: these are unseen again. */
    void giveBack(Changes changes) {
        anew |= changes.anew();
        changes.stored().stream()
                .map(s -> s.entry().id())
                .filter(id -> stored(id).isPresent())
                .forEach(changed::add);
        changes.removed().stream().filter(id -> stored(id).isEmpty()).forEach(removed::add);
    }

    private Optional<AgentRecord.Stored> stored(long id) {
        return patterns.stored(id).or(() -> episodes.stored(id)).or(() -> skills.stored(id));
    }
}
