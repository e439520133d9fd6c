package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.lab.heal.subject.HealException;
import io.exogenesis.omega.lab.heal.subject.Subject;
import io.exogenesis.omega.lab.load.SyncViewer;
import java.util.List;
import java.util.SplittableRandom;

/** Some viewers push contributions over which every round stumbles that takes them in. */
final class PoisonedBatch implements Fault {
    private static final int MOST_EACH = 8;

    private final Subject subject;
    private final SplittableRandom random;

    PoisonedBatch(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.random = random;
    }

    @Override
    public String inject() {
        int viewers = random.nextInt(1, subject.bystanders().size() + 1);
        int all = 0;
        for (int v = 0; v < viewers; v++) {
            SyncViewer viewer = subject.bystanders().get(v);
            subject.surroundings().poison(subject.idOf(viewer));
            int each = random.nextInt(1, MOST_EACH + 1);
            all += each;
            for (int i = 0; i < each; i++) {
                subject.offer(viewer);
            }
            if (!viewer.pushed().hasPushAck()) {
                throw new HealException("the Core does not take what should poison it");
            }
        }
        return "rounds stumble over " + all + " contributions of " + viewers + " viewers";
    }

    @Override
    public List<String> broken() {
        return List.of();
    }
}
