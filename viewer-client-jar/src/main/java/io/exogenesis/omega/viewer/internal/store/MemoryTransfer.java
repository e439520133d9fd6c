package io.exogenesis.omega.viewer.internal.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.exogenesis.omega.viewer.ViewerException;
import io.exogenesis.omega.viewer.memory.ImportedEntries;
import io.exogenesis.omega.viewer.memory.SkillLink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the host stored, out of a memory and into another as JSON Lines: patterns, episodes, skills and links, with their vectors,
 * so that importing needs no embedder. Thread-safe; the calls block.
 *
 * <p>What is imported gets new ids. An entry that is there already, whatever its id and however it fared since, stays as it is, and
 * so does a skill of the same name: importing twice is importing once.
 */
public final class MemoryTransfer {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final AgentDb db;

    public MemoryTransfer(AgentDb db) {
        this.db = db;
    }

    /** Writes all entries, then the links between skills. */
    public void export(Writer out) {
        List<AgentRecord> entries = db.read(s -> s.entries().toRecords());
        List<SkillLink> links = db.read(s -> s.entries().links());
        try {
            for (AgentRecord entry : entries) {
                out.write(line((AgentRecord.Stored) entry) + "\n");
            }
            for (SkillLink link : links) {
                out.write(GSON.toJson(EntrySchema.toJson(link)) + "\n");
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the memory cannot be written out: " + e.getMessage(), e);
        }
    }

    static String line(AgentRecord.Stored entry) {
        return GSON.toJson(EntrySchema.toJson(entry));
    }

    /**
     * Reads what {@link #export} wrote. Other lines, without {@code "memory"}, are left alone. All or nothing.
     *
     * @throws ViewerException if a line cannot be read, naming it by its number; nothing is imported then
     */
    public ImportedEntries load(Reader in) {
        List<AgentRecord.Stored> stored = new ArrayList<>();
        List<SkillLink> links = new ArrayList<>();
        read(in, stored, links);
        int[] added = {0};
        db.commit(state -> {
            Present present = new Present(state);
            List<AgentRecord> records = new ArrayList<>();
            Map<Long, Long> newIds = new HashMap<>();
            for (AgentRecord.Stored entry : stored) {
                Optional<Long> known = present.idOf(entry);
                long id = known.orElseGet(db::nextId);
                newIds.put(entry.entry().id(), id);
                if (known.isEmpty()) {
                    AgentRecord.Stored mine = moved(entry, id, newIds);
                    present.add(mine);
                    records.add(mine);
                }
            }
            added[0] = records.size();
            for (SkillLink link : links) {
                Long from = newIds.get(link.from());
                Long to = newIds.get(link.to());
                if (from != null && to != null && !from.equals(to)) {
                    records.add(new AgentRecord.Linked(new SkillLink(from, to, link.kind(), link.weight())));
                }
            }
            return records;
        });
        return new ImportedEntries(added[0], stored.size() - added[0]);
    }

    /** What is there already, the entries of this import included: by what an entry is, a skill by its name. */
    private static final class Present {
        private final Map<Object, Long> ids = new HashMap<>();

        Present(AgentState state) {
            state.entries().toRecords().forEach(r -> add((AgentRecord.Stored) r));
        }

        void add(AgentRecord.Stored entry) {
            ids.put(entry.entry().identity(entry.embedding()), entry.entry().id());
        }

        Optional<Long> idOf(AgentRecord.Stored entry) {
            return Optional.ofNullable(ids.get(entry.entry().identity(entry.embedding())));
        }
    }

    private static void read(Reader in, List<AgentRecord.Stored> stored, List<SkillLink> links) {
        int number = 0;
        try (BufferedReader lines = new BufferedReader(in)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                JsonObject object = JsonParser.parseString(line).getAsJsonObject();
                if (!object.has(EntrySchema.KIND)) {
                    continue;
                }
                if (EntrySchema.isLink(object)) {
                    links.add(EntrySchema.LINK.json().from().apply(object));
                } else {
                    stored.add(EntrySchema.stored(object));
                }
            }
        } catch (IOException e) {
            throw new ViewerException("the file cannot be read: " + e.getMessage(), e);
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException e) {
            throw new ViewerException("line " + number + " is no entry of a memory: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ViewerException("line " + number + ": " + e.getMessage(), e);
        }
    }

    /** Ids are a memory's own: an episode that did not come along is none that a skill could name. */
    private static AgentRecord.Stored moved(AgentRecord.Stored s, long id, Map<Long, Long> newIds) {
        Entry entry = s.entry().withId(id);
        if (entry instanceof SkillEntry skill) {
            entry = skill.withEpisode(newIds.getOrDefault(skill.episode(), 0L));
        }
        return new AgentRecord.Stored(entry, s.embedding());
    }
}
