package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.BankVersion;
import io.exogenesis.omega.model.ConsolidatedPattern;
import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.viewer.BankProof;
import io.exogenesis.omega.wire.BankHash;
import io.exogenesis.omega.wire.v1.BankState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the Core signed of its bank, the newest {@value #KEPT} words of it, and whether they were true of the bank on this device. In a
 * file of its own: it says nothing of the owner, and an agent without it is none the worse. Thread-safe.
 */
public final class BankStates {
    /** A day of hourly versions, and more than anybody compares by hand. */
    static final int KEPT = 32;

    /** Of one word; a Core's has some 300. */
    private static final int MOST_BYTES = 1 << 10;

    /** With what stands before each: whether it was true, and its length in two bytes. */
    private static final int MOST_FILE_BYTES = KEPT * (MOST_BYTES + 3);

    private static final int HASH_BYTES = 32;

    /** The base64url of a SHA-256: it is shown to people, so that it must not be just any text. */
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final System.Logger LOG = System.getLogger(BankStates.class.getName());

    private final @Nullable Path file;
    private final Deque<Kept> states = new ArrayDeque<>();
    private int mismatches;
    private boolean beyondRepair;

    private record Kept(BankState state, BankVersion version, boolean verified) {
        /** @throws InvalidValueException if no Core would say that */
        static Kept of(BankState state, boolean verified) {
            if (state.getSerializedSize() > MOST_BYTES
                    || state.getHash().size() != HASH_BYTES
                    || !KEY_ID.matcher(state.getKeyId()).matches()) {
                throw new InvalidValueException("this is no word of a Core on its bank");
            }
            return new Kept(state, new BankVersion(state.getBankId(), state.getVersion()), verified);
        }
    }

    /** What a word of the Core means for this device. */
    enum Verdict {
        /** The bank here is the one that was signed, or it cannot be said. */
        FINE,
        /** The bank here is another one: it is to be pulled anew. */
        OTHER
    }

    private BankStates(@Nullable Path file) {
        this.file = file;
    }

    /** Kept for as long as the agent is open. */
    public static BankStates inMemory() {
        return new BankStates(null);
    }

    /** Kept in a directory. Of a file that cannot be read what stands before the damage counts. */
    public static BankStates in(Path directory) {
        BankStates states = new BankStates(directory.resolve("bank-states"));
        states.read();
        return states;
    }

    /**
     * The Core signed what its bank is at the version that the agent has now.
     *
     * @param bank the patterns here; empty if they are not the whole bank, because of a filter or for want of room
     * @param note takes remarks for the owner
     */
    synchronized Verdict told(
            BankState state,
            BankVersion version,
            Optional<Collection<ConsolidatedPattern>> bank,
            Consumer<String> note) {
        if (!state.getBankId().equals(version.bankId()) || state.getVersion() != version.number()) {
            note.accept("the Core signed another version of its bank than the one it sent");
            return Verdict.FINE;
        }
        boolean signed = BankHash.signatureHolds(state);
        if (!signed) {
            note.accept("the Core's signature of its bank does not hold");
        }
        boolean same = bank.filter(b -> java.util.Arrays.equals(
                        BankHash.of(version, b), state.getHash().toByteArray()))
                .isPresent();
        try {
            keep(Kept.of(state, signed && same), note);
        } catch (InvalidValueException e) {
            note.accept(e.getMessage());
            return Verdict.FINE;
        }
        if (bank.isEmpty() || same) {
            beyondRepair &= !same;
            return Verdict.FINE;
        }
        mismatches++;
        note.accept("the bank here is not the one that the Core signed");
        // A Core whose word is not what it sends would have it pulled for ever.
        boolean repair = !beyondRepair;
        beyondRepair = true;
        return repair ? Verdict.OTHER : Verdict.FINE;
    }

    private void noteOtherKey(BankState state, Consumer<String> note) {
        Kept last = states.peekLast();
        if (last != null
                && last.state().getBankId().equals(state.getBankId())
                && !last.state().getKeyId().equals(state.getKeyId())) {
            note.accept("the Core signs its bank with another key than before: " + state.getKeyId());
        }
    }

    private void keep(Kept kept, Consumer<String> note) {
        noteOtherKey(kept.state(), note);
        states.removeIf(s -> s.state().getBankId().equals(kept.state().getBankId())
                && s.state().getVersion() == kept.state().getVersion());
        states.add(kept);
        if (states.size() > KEPT) {
            states.remove();
        }
        write();
    }

    /** How often the bank here was not the one that was signed, since the agent was opened. */
    public synchronized int mismatches() {
        return mismatches;
    }

    /** Newest first. */
    public synchronized List<BankProof> proofs() {
        return states.reversed().stream()
                .map(k -> new BankProof(
                        k.version(),
                        HexFormat.of().formatHex(k.state().getHash().toByteArray()),
                        k.state().getKeyId(),
                        k.verified()))
                .toList();
    }

    private void write() {
        if (file == null) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes) {
            for (Kept kept : states) {
                out.write(kept.verified() ? 1 : 0);
                kept.state().writeDelimitedTo(out);
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, bytes.toByteArray());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "what the Core signed could not be kept", e);
        }
    }

    private void read() {
        if (file == null) {
            return;
        }
        try (InputStream all = Files.newInputStream(file);
                InputStream in = new ByteArrayInputStream(all.readNBytes(MOST_FILE_BYTES))) {
            for (int verified = in.read(); verified >= 0 && states.size() < KEPT; verified = in.read()) {
                BankState state = BankState.parseDelimitedFrom(in);
                if (state != null) {
                    states.add(Kept.of(state, verified == 1));
                }
            }
        } catch (NoSuchFileException e) {
            // the first start
        } catch (IOException | InvalidValueException e) {
            LOG.log(Level.DEBUG, "what the Core signed could not be read", e);
        }
    }
}
