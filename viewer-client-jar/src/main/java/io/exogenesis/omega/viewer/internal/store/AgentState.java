package io.exogenesis.omega.viewer.internal.store;

import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.Contribution;
import io.exogenesis.omega.model.ExogenesisPattern;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.Outcomes;
import io.exogenesis.omega.model.PatternId;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.viewer.internal.track.ImpressionLog;
import io.exogenesis.omega.viewer.internal.track.SessionCounter;
import io.exogenesis.omega.viewer.internal.track.Watch;
import io.exogenesis.omega.viewer.internal.track.WatchedTitles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What an agent knows: the fold of its journal. The same records give the same state, today and after a restart. Not
 * thread-safe: {@link AgentDb} guards it.
 */
public final class AgentState {
    private final PatternMemory patterns;
    private WatchedTitles titles = new WatchedTitles();
    private Choices choices = new Choices();
    private final EntryTable entries;
    private SessionCounter sessions = new SessionCounter();
    private final Outbox outbox = new Outbox();
    private LeaveTimes leaveTimes = new LeaveTimes();
    private ImpressionLog showings = new ImpressionLog();
    private Consents consents = Consents.NONE;
    /** Empty: unknown. An answer that was lost may have been to other consents than the last that were confirmed. */
    private Optional<Consents> consentsTold = Optional.of(Consents.NONE);

    private Withdrawals withdrawals = Withdrawals.NONE;
    private boolean consentsDecided;
    private Optional<AgentRecord.TokenRenewed> token = Optional.empty();
    private Optional<AgentRecord.PinsHeld> pins = Optional.empty();
    private AgentRecord.ModelsInUse models = new AgentRecord.ModelsInUse(BankVersion.NONE.bankId(), 0, 0);
    private long events;
    private long historyChanges;
    private long patternChanges;

    AgentState(int maxPatterns) {
        this(maxPatterns, new EntryTable(maxPatterns));
    }

    /** With entries that come from elsewhere than the records. */
    AgentState(int maxPatterns, EntryTable entries) {
        this.patterns = new PatternMemory(maxPatterns);
        this.entries = entries;
    }

    /** Takes one step. */
    void apply(AgentRecord record) {
        switch (record) {
            case AgentRecord.Format r -> {}
            case AgentRecord.EntriesFollow r -> {}
            case AgentRecord.EntriesArchived r -> {}
            case AgentRecord.LastEvents r -> {
                sessions.restoreLast(r.lastOfSession());
                choices.restoreSearch(r.search());
            }
            case AgentRecord.Tracked r -> tracked(r);
            case AgentRecord.Shown r -> showings.apply(r.list());
            case AgentRecord.Learned r -> learned(r);
            case AgentRecord.Enqueued r -> enqueued(r.contribution());
            case AgentRecord.Left r -> leaveTimes.left(r.kind(), r.at());
            case AgentRecord.Acknowledged r -> outbox.acknowledged(r.through(), r.refused());
            case AgentRecord.Renumbered r -> outbox.renumbered(r.first());
            case AgentRecord.ConsentsChanged r -> {
                if (r.consents().metrics() && !consents.metrics()) {
                    sessions.countAnew();
                }
                withdrawals = withdrawals.changed(consents, r.consents());
                consents = r.consents();
                consentsDecided = true;
                consentsTold = Optional.empty();
                outbox.consentsChanged(consents);
                showings.audit(consents.audit());
            }
            case AgentRecord.ConsentsTold r -> told(r.consents());
            case AgentRecord.BankPage r -> {
                patterns.apply(r.delta());
                patternChanges++;
            }
            case AgentRecord.FilterChanged r -> {
                patterns.filter(r.filter());
                patternChanges++;
            }
            case AgentRecord.ModelsInUse r -> models = r;
            case AgentRecord.TokenRenewed r -> token = Optional.of(r);
            case AgentRecord.PinsHeld r -> pins = Optional.of(r);
            case AgentRecord.Title r -> titles.restore(r.title());
            case AgentRecord.Remembered r ->
                choices.restore(r.choice(), titles.kept(r.choice().media()));
            case AgentRecord.Offered r -> outbox.offered(r.pattern());
            case AgentRecord.OutboxCounters r -> outbox.restore(r);
            case AgentRecord.ShowingsRestored r -> showings.restore(r.kept());
            case AgentRecord.Counters r -> {
                events = r.events();
                historyChanges = r.historyChanges();
                sessions.restore(r.session(), r.counts());
            }
            case AgentRecord.Stored r -> entries.store(r);
            case AgentRecord.Used r -> entries.use(r);
            case AgentRecord.Forgotten r -> {
                entries.forget(r.ids());
                choices.forget(r.ids());
            }
            case AgentRecord.TitleForgotten r -> titleForgotten(r.title());
            case AgentRecord.EverythingForgotten r -> everythingForgotten();
            case AgentRecord.CoreErasure r -> {
                if (r.due()) {
                    withdrawals = Withdrawals.ALL;
                } else if (withdrawals.equals(Withdrawals.ALL)) {
                    told(Consents.NONE);
                }
            }
            case AgentRecord.Linked r -> entries.link(r.link());
            case AgentRecord.IdsGiven r -> entries.idsGiven(r.next());
            case AgentRecord.SnapshotStart r -> throw misplaced(record);
            case AgentRecord.SnapshotPart r -> throw misplaced(record);
            case AgentRecord.SnapshotEnd r -> throw misplaced(record);
        }
    }

    private static IllegalArgumentException misplaced(AgentRecord record) {
        return new IllegalArgumentException("a snapshot is read by SnapshotReader, not folded: " + record);
    }

    private void told(Consents known) {
        consentsTold = Optional.of(known);
        withdrawals = withdrawals.confirmed(known);
    }

    private void tracked(AgentRecord.Tracked r) {
        events++;
        choices.apply(events, r.event(), sessions.apply(r.event()));
        if (titles.apply(r.event())) {
            historyChanges++;
        }
        showings.apply(r.event(), titles::seen);
    }

    /** What was learned with the title cannot be told apart from it: all patterns go, and are learned anew without it. */
    private void titleForgotten(MediaId title) {
        choices.forget(title);
        showings.forget(title);
        entries.forgetEpisodesOf(title);
        boolean inHistory = titles.forget(title);
        outbox.forget(title, inHistory);
        if (inHistory) {
            patterns.learned(List.of());
            historyChanges++;
            patternChanges++;
        }
    }

    private void everythingForgotten() {
        titles = new WatchedTitles();
        choices = new Choices();
        sessions = new SessionCounter();
        leaveTimes = new LeaveTimes();
        showings = new ImpressionLog();
        showings.audit(consents.audit());
        entries.clear();
        patterns.learned(List.of());
        outbox.forgetEverything();
        events = 0;
        historyChanges = 0;
        patternChanges++;
        consentsTold = Optional.empty();
        withdrawals = Withdrawals.ALL;
    }

    private void enqueued(Contribution contribution) {
        outbox.enqueued(contribution, historyChanges);
        if (contribution.payload() instanceof Contribution.OfOutcomes(Outcomes outcomes)) {
            showings.reported(outcomes);
        }
    }

    private void learned(AgentRecord.Learned r) {
        patterns.learned(r.patterns());
        outbox.retainOffered(r.patterns().stream().map(ExogenesisPattern::id).toList());
        sessions.close();
        patternChanges++;
    }

    /**
     * The records that lead to this state from an empty one, in an order that can be folded; without the entries that the host
     * stored ({@link EntryTable#toRecords()}).
     */
    List<AgentRecord> toRecords() {
        List<AgentRecord> records = new ArrayList<>();
        if (consentsDecided && !withdrawals.equals(Withdrawals.NONE)) {
            // withdrawn again in front of the consents that count
            records.add(new AgentRecord.ConsentsChanged(withdrawals.addedTo(consents)));
            records.add(new AgentRecord.ConsentsChanged(withdrawals.takenFrom(consents)));
        }
        if (consentsDecided) {
            records.add(new AgentRecord.ConsentsChanged(consents));
        }
        consentsTold.ifPresent(c -> records.add(new AgentRecord.ConsentsTold(c)));
        token.ifPresent(records::add);
        pins.ifPresent(records::add);
        records.add(models);
        titles.oldestFirst().forEach(t -> records.add(new AgentRecord.Title(t)));
        choices.all().forEach(c -> records.add(new AgentRecord.Remembered(c)));
        records.add(new AgentRecord.Learned(List.copyOf(patterns.local())));
        if (!patterns.filter().equals(PullFilter.ALL)) {
            records.add(new AgentRecord.FilterChanged(patterns.filter()));
        }
        bankPages(records);
        records.add(new AgentRecord.Counters(events, historyChanges, sessions.session(), sessions.counts()));
        records.add(new AgentRecord.LastEvents(sessions.last(), choices.search()));
        outbox.pending().forEach(c -> records.add(new AgentRecord.Enqueued(c)));
        records.addAll(leaveTimes.toRecords());
        outbox.allOffered().forEach(p -> records.add(new AgentRecord.Offered(p)));
        records.add(outbox.counters());
        records.add(new AgentRecord.ShowingsRestored(showings.kept()));
        entries.links().forEach(l -> records.add(new AgentRecord.Linked(l)));
        records.add(new AgentRecord.IdsGiven(entries.nextId()));
        return records;
    }

    private void bankPages(List<AgentRecord> records) {
        // pages small enough for a journal record; a torn snapshot is never read, so the version may stand in each
        List<ConsolidatedPattern> bank = List.copyOf(patterns.bank());
        BankVersion at = patterns.version();
        for (int from = 0; from < bank.size() || from == 0; from += 500) {
            List<ConsolidatedPattern> page = bank.subList(from, Math.min(bank.size(), from + 500));
            records.add(new AgentRecord.BankPage(new BankDelta(at, at, from == 0, page, List.<PatternId>of(), false)));
        }
    }

    public WatchedTitles titles() {
        return titles;
    }

    public Choices choices() {
        return choices;
    }

    /** The choices that are remembered, in the order they came. */
    public List<Watch> watches() {
        return choices.all().stream().map(Choice::watch).toList();
    }

    /** Choices that are remembered. */
    public int choiceCount() {
        return choices.size();
    }

    public EntryTable entries() {
        return entries;
    }

    public SessionCounter sessions() {
        return sessions;
    }

    public ImpressionLog showings() {
        return showings;
    }

    public Outbox outbox() {
        return outbox;
    }

    public LeaveTimes leaveTimes() {
        return leaveTimes;
    }

    public Collection<ExogenesisPattern> localPatterns() {
        return patterns.local();
    }

    public Collection<ConsolidatedPattern> bankPatterns() {
        return patterns.bank();
    }

    /** Whether {@link #bankPatterns} leaves nothing of the bank out, neither by a filter nor for want of room. */
    public boolean holdsWholeBank() {
        return patterns.wholeBank();
    }

    /** Of which the bank's patterns are: what the next pull asks for. */
    public PullFilter filter() {
        return patterns.filter();
    }

    public BankVersion bank() {
        return patterns.version();
    }

    public Consents consents() {
        return consents;
    }

    /** What counts at the Core; empty, thus unknown, from a change of the consents until the Core confirms some. */
    public Optional<Consents> consentsTold() {
        return consentsTold;
    }

    /** Whether the owner, or the very first configuration, has decided. */
    public boolean consentsDecided() {
        return consentsDecided;
    }

    /**
     * What the Core has yet to be told, and to confirm, before it may be told {@link #consents}: less than they are, so that it erases
     * what was withdrawn meanwhile. Empty if nothing was.
     */
    public Optional<Consents> consentsToTellFirst() {
        return Optional.of(withdrawals.takenFrom(consents)).filter(less -> !less.equals(consents));
    }

    public AgentRecord.ModelsInUse models() {
        return models;
    }

    public Optional<AgentRecord.TokenRenewed> token() {
        return token;
    }

    public Optional<AgentRecord.PinsHeld> pins() {
        return pins;
    }

    /** Events tracked so far. */
    public long events() {
        return events;
    }

    /** Grows with every change of the history. */
    public long historyChanges() {
        return historyChanges;
    }

    /** Grows with every change of the patterns, local or the bank's; not durable. */
    public long patternChanges() {
        return patternChanges;
    }
}
