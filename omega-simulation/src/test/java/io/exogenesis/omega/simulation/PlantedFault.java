package io.exogenesis.omega.simulation;

import io.exogenesis.omega.core.port.BlobStore;
import io.exogenesis.omega.journal.FileLayer;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.simulation.network.CoreDoor;
import io.exogenesis.omega.viewer.internal.store.AgentDb;
import io.exogenesis.omega.viewer.internal.store.AgentRecord;
import io.exogenesis.omega.wire.WireCodec;
import io.exogenesis.omega.wire.v1.ClientFrame;
import io.exogenesis.omega.wire.v1.Contribution;
import io.exogenesis.omega.wire.v1.PushAck;
import io.exogenesis.omega.wire.v1.PushPatterns;
import io.exogenesis.omega.wire.v1.Refusal;
import io.exogenesis.omega.wire.v1.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parts that break one promise each, as a mistake in the product or a machine that lies would. */
enum PlantedFault {
    /** The Core acknowledges what lies in the page cache. */
    CORE_SKIPS_FSYNC {
        @Override
        Parts parts() {
            return new Parts() {
                @Override
                public FileLayer coreDisk(FileLayer disk) {
                    return LyingFileLayer.withoutSyncOfFiles(disk);
                }
            };
        }
    },

    /** New segments of the Core's log have contents, and no name. */
    CORE_SKIPS_FSYNC_OF_DIRECTORY {
        @Override
        Parts parts() {
            return new Parts() {
                @Override
                public FileLayer coreDisk(FileLayer disk) {
                    return LyingFileLayer.withoutSyncOfDirectory(disk);
                }
            };
        }
    },

    /** An agent sends what it may forget. */
    AGENT_SKIPS_FSYNC {
        @Override
        Parts parts() {
            return new Parts() {
                @Override
                public FileLayer agentDisk(FileLayer disk) {
                    return LyingFileLayer.withoutSyncOfFiles(disk);
                }
            };
        }
    },

    /** After a crash an agent takes what waits as acknowledged. */
    AGENT_FORGETS_WHAT_WAITS {
        @Override
        Parts parts() {
            return new Parts() {
                @Override
                public void agentCameBack(AgentDb memory) {
                    memory.commit(state ->
                            List.of(new AgentRecord.Acknowledged(state.outbox().next() - 1, 0)));
                }
            };
        }
    },

    /** After a crash an agent gives new numbers to what waits, some of which may have arrived. */
    AGENT_NUMBERS_ANEW {
        @Override
        Parts parts() {
            return new Parts() {
                @Override
                public void agentCameBack(AgentDb memory) {
                    memory.commit(state ->
                            List.of(new AgentRecord.Renumbered(state.outbox().next())));
                }
            };
        }
    },

    /** The Core acknowledges a push that its log did not take. */
    ACKNOWLEDGED_BEFORE_DURABLE {
        @Override
        Parts parts() {
            return new Parts() {
                @Override
                public CoreDoor door(CoreDoor door) {
                    return (from, request) ->
                            door.deliver(from, request).map(answers -> acknowledged(request, answers));
                }
            };
        }
    },

    /** A new process of the Core does not know which contributions it has, and takes them again under new numbers. */
    DEDUPLICATION_FORGOTTEN {
        @Override
        Parts parts() {
            return new ForgetfulDoor();
        }
    },

    /** The state of the books that a commit names is the one before. */
    CHECKPOINT_LOST {
        @Override
        Parts parts() {
            return new LosingBlobs();
        }
    },

    /** A delta does not say what left the bank. */
    REMOVAL_DROPPED {
        @Override
        Parts parts() {
            return new Parts() {
                @Override
                public CoreDoor door(CoreDoor door) {
                    return (from, request) -> door.deliver(from, request)
                            .map(answers -> answers.stream()
                                    .map(PlantedFault::withoutRemovals)
                                    .toList());
                }
            };
        }
    };

    /** For one simulation. */
    abstract Parts parts();

    private static byte[] withoutRemovals(byte[] answer) {
        ServerFrame frame = WireCodec.serverFrame(answer);
        return frame.hasPull()
                ? frame.toBuilder()
                        .setPull(frame.getPull().toBuilder().clearRemovals())
                        .build()
                        .toByteArray()
                : answer;
    }

    private static List<byte[]> acknowledged(List<byte[]> request, List<byte[]> answers) {
        List<byte[]> out = new ArrayList<>(answers);
        for (int i = 0; i < answers.size(); i++) {
            ClientFrame frame = WireCodec.clientFrame(request.get(i));
            Refusal refusal = WireCodec.serverFrame(answers.get(i)).getRefusal();
            if (frame.hasPush() && refusal.getCode() == Refusal.Code.UNAVAILABLE) {
                List<Contribution> all = frame.getPush().getContributionsList();
                out.set(
                        i,
                        ServerFrame.newBuilder()
                                .setPushAck(PushAck.newBuilder()
                                        .setCommittedThroughSeq(all.getLast().getSeq())
                                        .setReceived(all.size()))
                                .build()
                                .toByteArray());
            }
        }
        return out;
    }

    /** Gives a push that comes again behind a restart to the Core under the numbers that are next there. */
    private static final class ForgetfulDoor implements Parts {
        private final Map<ViewerId, Long> taken = new HashMap<>();
        private boolean forgot;

        @Override
        public void coreEnded() {
            forgot = true;
        }

        @Override
        public CoreDoor door(CoreDoor door) {
            return (from, request) -> {
                long known = taken.getOrDefault(from, 0L);
                List<byte[]> given = forgot
                        ? request.stream().map(frame -> asNew(frame, known)).toList()
                        : request;
                Optional<List<byte[]>> answers = door.deliver(from, given);
                answers.ifPresent(all -> all.stream()
                        .map(WireCodec::serverFrame)
                        .filter(ServerFrame::hasPushAck)
                        .forEach(a -> taken.merge(from, a.getPushAck().getCommittedThroughSeq(), Math::max)));
                return answers;
            };
        }

        private static byte[] asNew(byte[] bytes, long known) {
            ClientFrame frame = WireCodec.clientFrame(bytes);
            if (!frame.hasPush() || frame.getPush().getContributions(0).getSeq() > known) {
                return bytes;
            }
            PushPatterns.Builder push = PushPatterns.newBuilder();
            long next = known;
            for (Contribution c : frame.getPush().getContributionsList()) {
                push.addContributions(c.toBuilder().setSeq(++next));
            }
            return ClientFrame.newBuilder().setPush(push).build().toByteArray();
        }
    }

    /** The newest books are those of the commit before, once the process has ended. */
    private static final class LosingBlobs implements Parts {
        private static final String BOOKS = ".ledger";

        private byte[] before = new byte[0];
        private byte[] newest = new byte[0];
        private String name = "";
        private boolean lost;

        @Override
        public void coreEnded() {
            lost = before.length > 0;
        }

        @Override
        public BlobStore blobs(BlobStore blobs) {
            return new BlobStore() {
                @Override
                public void write(String written, byte[] content) {
                    blobs.write(written, content);
                    if (written.endsWith(BOOKS)) {
                        before = newest;
                        newest = content.clone();
                        name = written;
                        lost = false;
                    }
                }

                @Override
                public byte[] read(String wanted) {
                    return lost && wanted.equals(name) ? before.clone() : blobs.read(wanted);
                }

                @Override
                public void retain(Set<String> names) {
                    blobs.retain(names);
                }
            };
        }
    }
}
