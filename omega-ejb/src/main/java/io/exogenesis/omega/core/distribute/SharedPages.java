package io.exogenesis.omega.core.distribute;

import io.exogenesis.omega.core.bank.BankContents;
import io.exogenesis.omega.core.identity.BankSigner;
import io.exogenesis.omega.model.BankDelta;
import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.EmbeddingModel;
import io.exogenesis.omega.model.PullFilter;
import io.exogenesis.omega.wire.BankHash;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.BankState;
import io.exogenesis.omega.wire.v1.PullResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the newest version, each made once for all viewers that come from the same version with the same wishes: when a version
 * is committed, that is nearly everybody. Safe for concurrent use.
 */
final class SharedPages {
    /** Different ones that are kept of a version; of the largest bank and pages some 15 MB. Others are made for each viewer. */
    static final int MOST = 32;

    private final Supplier<EmbeddingModel> model;
    private final BankSigner signer;
    private final LongAdder made = new LongAdder();
    private volatile @Nullable Version newest;

    /** @param model the bank's; asked for only where there are patterns: no bank has any before its model is known */
    SharedPages(Supplier<EmbeddingModel> model, BankSigner signer) {
        this.model = model;
        this.signer = signer;
    }

    /** What a page depends on beside the bank's contents. */
    record Key(BankVersion since, int page, PullFilter filter) {}

    DeltaPage of(BankContents contents, Key key) {
        Version version = version(contents);
        DeltaPage there = version.pages.get(key);
        if (there != null) {
            return there;
        }
        return version.pages.size() >= MOST ? version.make(key) : version.pages.computeIfAbsent(key, version::make);
    }

    /** What this bank is. */
    BankState state(BankContents contents) {
        return version(contents).state();
    }

    private Version version(BankContents contents) {
        Version now = newest;
        if (now == null || now.contents != contents) {
            synchronized (this) {
                now = newest;
                if (now == null || now.contents != contents) {
                    now = new Version(contents);
                    newest = now;
                }
            }
        }
        return now;
    }

    /** Pages that were made so far. */
    long made() {
        return made.sum();
    }

    private final class Version {
        final BankContents contents;
        final Map<Key, DeltaPage> pages = new ConcurrentHashMap<>();
        private @Nullable BankState state;

        Version(BankContents contents) {
            this.contents = contents;
        }

        DeltaPage make(Key key) {
            made.increment();
            BankDelta plain = contents.deltaSince(key.since(), key.page(), key.filter());
            BankDelta delta = plain.upserts().isEmpty() ? plain : plain.withModel(model.get());
            PullResponse.Builder wire = WireCodec.toWire(delta);
            // Who has this version was told when it came.
            if (!delta.more() && !delta.upTo().equals(delta.since())) {
                wire.setState(state());
            }
            return new DeltaPage(delta, wire.build());
        }

        synchronized BankState state() {
            BankState known = state;
            if (known == null) {
                known = signer.sign(contents.version(), BankHash.of(contents.version(), patterns()));
                state = known;
            }
            return known;
        }

        private List<ConsolidatedPattern> patterns() {
            return contents.patterns().isEmpty()
                    ? List.of()
                    : contents.patterns().stream()
                            .map(p -> p.withModel(model.get()))
                            .toList();
        }
    }
}
