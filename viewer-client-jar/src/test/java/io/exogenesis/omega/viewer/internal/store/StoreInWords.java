package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.viewer.WatchedTitle;
import io.exogenesis.omega.viewer.memory.Episode;
import io.exogenesis.omega.viewer.memory.MemoryEntry;
import io.exogenesis.omega.viewer.memory.Skill;
import io.exogenesis.omega.viewer.memory.StoredPattern;
import io.exogenesis.omega.wire.WireCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a memory holds, in lines that depend on no class's {@code toString}. */
final class StoreInWords {
    private StoreInWords() {}

    static List<String> of(AgentDb db) {
        return db.read(StoreInWords::of);
    }

    private static List<String> of(AgentState s) {
        List<String> out = new ArrayList<>();
        for (WatchedTitle t : s.titles().oldestFirst()) {
            out.add(line("title", t.media().value(), t.rating(), t.engagement(), t.watches(), t.at(), t.order()));
        }
        for (Choice c : s.choices().all()) {
            out.add(line(
                    "choice",
                    c.number(),
                    c.session(),
                    c.at(),
                    c.query(),
                    c.media().value(),
                    c.watched(),
                    c.rating(),
                    c.reward()));
        }
        s.localPatterns()
                .forEach(p -> out.add(line("pattern", bytes(WireCodec.toWire(p).toByteArray()))));
        s.bankPatterns().forEach(p -> out.add(line("bank", p.id().value(), p.supporters(), p.successRate())));
        out.add(line("bank at", s.bank().bankId(), s.bank().number()));
        for (StoredPattern p : sorted(s.entries().patterns().all())) {
            out.add(line("stored", p.id(), p.taskType(), p.approach(), p.successRate(), p.uses(), p.averageReward())
                    + line("", p.tags(), p.context().genres(), new TreeMap<>(p.metadata()), p.storedAt(), p.lastUsed())
                    + vector(s.entries().patterns().embedding(p.id())));
        }
        for (Episode e : sorted(s.entries().episodes().all())) {
            out.add(line("episode", e.id(), e.session(), e.at(), e.task(), e.input(), e.output(), e.media())
                    + line("", e.reward(), e.success(), e.critique(), e.latency(), e.tokens(), e.tags())
                    + vector(s.entries().episodes().embedding(e.id())));
        }
        for (Skill k : sorted(s.entries().skills().all())) {
            out.add(line("skill", k.id(), k.name(), k.description(), k.inputs(), k.outputs(), k.code())
                    + line("", k.successRate(), k.uses(), k.averageReward(), k.averageLatencyMillis())
                    + vector(s.entries().skills().embedding(k.id())));
        }
        s.entries().links().forEach(l -> out.add(line("link", l.from(), l.to(), l.kind(), l.weight())));
        Consents c = s.consents();
        out.add(line("consents", c.patterns(), c.sample(), c.audit(), c.metrics(), s.consentsDecided()));
        for (Contribution w : s.outbox().pending()) {
            out.add(line("waits", w.seq(), bytes(WireCodec.toWire(w).toByteArray())));
        }
        out.add(line(
                "outbox",
                s.outbox().next(),
                s.outbox().through(),
                s.outbox().settled(),
                s.outbox().sampledAt()));
        s.token().ifPresent(t -> out.add(line("token", t.issuedFor(), t.token())));
        out.add(line(
                "models",
                s.models().bankId(),
                s.models().itemModel(),
                s.models().catalogue()));
        out.add(line(
                "events",
                s.events(),
                s.historyChanges(),
                s.sessions().session(),
                s.showings().shown()));
        s.showings()
                .decided()
                .forEach(d -> out.add(line("decided", d.title().media().value(), d.taken())));
        s.showings()
                .kept()
                .open()
                .titles()
                .forEach(t -> out.add(line("open", t.media().value(), t.cause(), t.propensity())));
        return out;
    }

    private static <E extends MemoryEntry> List<E> sorted(List<E> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(MemoryEntry::id))
                .toList();
    }

    private static String vector(Optional<Embedding> embedding) {
        return line(
                "",
                bytes(embedding.orElseThrow().codes()),
                embedding.orElseThrow().scale());
    }

    private static String bytes(byte[] bytes) {
        return bytes.length + ":" + Integer.toHexString(Arrays.hashCode(bytes));
    }

    private static String line(String kind, Object... fields) {
        return kind + Arrays.stream(fields).map(f -> "\t" + f).collect(Collectors.joining());
    }
}
