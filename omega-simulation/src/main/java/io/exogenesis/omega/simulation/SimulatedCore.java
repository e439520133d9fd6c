package io.exogenesis.omega.simulation;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.BankSettings;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.files.PrivateFiles;
import io.exogenesis.omega.core.identity.Keys;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.core.port.InMemoryBankStore;
import io.exogenesis.omega.core.port.InMemoryBlobStore;
import io.exogenesis.omega.core.port.InMemoryCatalogueStore;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.simulation.check.InvariantViolation;
import io.exogenesis.omega.simulation.check.InvariantViolation.Kind;
import io.exogenesis.omega.simulation.machine.Machine;
import io.exogenesis.omega.simulation.machine.MortalBankStore;
import io.exogenesis.omega.simulation.machine.MortalBlobStore;
import io.exogenesis.omega.simulation.machine.SimulatedDisk;
import io.exogenesis.omega.simulation.network.CoreDoor;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The product's Core on a machine that dies: ingestion, ledger, log, rounds and bank are the real ones, the database and the files of
 * states keep their ports' contracts in memory.
 */
final class SimulatedCore implements CoreDoor {
    /** So small that the bank of a simulation has several pages. */
    private static final int PAGE = 2;

    /** So that tokens are renewed in few seeds: signatures would take a fifth of the time, and decide nothing. */
    private static final Duration TOKENS = Duration.ofDays(6);

    /** What a frame is refused with over which the product stumbled. */
    private static final String STUMBLED = "the Core failed on this frame";

    final Machine machine = new Machine("the Core");
    final SimulatedDisk disk;
    private final Parts parts;
    private CoreFixture process;
    private boolean up = true;

    SimulatedCore(Parts parts, Path keys) {
        this.parts = parts;
        this.disk = new SimulatedDisk(machine, parts::coreDisk);
        BankStore bank = new MortalBankStore(machine, parts.bank(new InMemoryBankStore()));
        BlobStore blobs = new MortalBlobStore(machine, parts.blobs(new InMemoryBlobStore()));
        this.process = CoreFixture.over(
                new InMemoryViewerStore(),
                bank,
                blobs,
                new InMemoryCatalogueStore(),
                disk.mount(),
                keys,
                SimulatedCore::settings);
    }

    private static CoreSettings settings(CoreSettings usual) {
        BankSettings bank = BankSettings.DEFAULTS;
        RegistrySettings registry = RegistrySettings.DEFAULTS;
        return usual.with(new BankSettings(PAGE, bank.bytesPerSecond(), bank.decisionRounds(), bank.maxDecisions()))
                .with(new RegistrySettings(registry.maxViewers(), TOKENS, registry.renewalGrace()));
    }

    /** Secrets that are the same each time: pseudonyms decide who judges. */
    static void makeKeys(Path directory) {
        PrivateFiles.directory(directory);
        PrivateFiles.writeText(directory.resolve("enrolment.key"), "a simulation's\n");
        PrivateFiles.writeText(directory.resolve("pseudonym.key"), "a simulation's\n");
        new Keys(directory).open(); // those that tokens are signed with: they decide nothing
    }

    /** The process that runs, or ran last. */
    CoreFixture process() {
        return process;
    }

    /** Whether it died by itself, and nobody has said how. */
    boolean isDying() {
        return up && machine.isDead();
    }

    boolean isUp() {
        return up && !machine.isDead();
    }

    Registration register(ViewerId viewer) {
        return process.enrolment.register(
                process.codes.mint(1).getFirst(), viewer, Optional.of("a device"), Consents.ALL);
    }

    @Override
    public Optional<List<byte[]>> deliver(ViewerId from, List<byte[]> request) {
        if (!isUp()) {
            return Optional.empty();
        }
        SyncSession session = SyncSession.of("simulated");
        List<byte[]> answers = new ArrayList<>();
        for (byte[] frame : request) {
            Optional<ServerFrame> answer = process.protocol.answer(session, frame);
            if (machine.isDead()) {
                return Optional.empty();
            }
            answer.ifPresent(a -> answers.add(checked(a).toByteArray()));
        }
        return Optional.of(answers);
    }

    private static ServerFrame checked(ServerFrame answer) {
        if (answer.getRefusal().getMessage().startsWith(STUMBLED)) {
            throw new InvariantViolation(Kind.BROKEN, "the Core stumbled over a frame");
        }
        return answer;
    }

    /** A round; empty if it was refused for now, or the Core died. */
    Optional<RoundRecord> round(boolean endOfEpoch) {
        try {
            return Optional.of(process.rounds.runNow(endOfEpoch));
        } catch (RefusedException e) {
            if (machine.isDead() || e.code() == Refusal.Code.UNAVAILABLE) {
                return Optional.empty();
            }
            throw e;
        } catch (RuntimeException e) {
            if (machine.isDead()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The process is killed. */
    void kill() {
        machine.die();
        disk.killProcess();
        ended();
    }

    /** The plug is pulled. */
    void losePower(RandomGenerator random) {
        machine.die();
        disk.losePower(random);
        ended();
    }

    private void ended() {
        up = false;
        parts.coreEnded();
    }

    /** A new process, which may die while it starts. Its predecessor has ended by {@link #kill} or {@link #losePower}. */
    void start(long diesAfter) {
        machine.revive();
        machine.dieAfter(diesAfter);
        try {
            process = process.restart(disk.mount());
            up = true;
        } catch (RuntimeException e) {
            if (!machine.isDead()) {
                throw new InvariantViolation("the Core does not start: " + e, e);
            }
        }
    }
}
