package io.exogenesis.omega.lab.simulate;

import java.util.ArrayList;
import java.util.List;

/** Writes the viewers' ledgers when a run ends, also when its process is told to end: without them the next run would take for lost or doubled what was not. */
final class LedgerKeeper implements AutoCloseable {
    private final KeptViewers file;
    private final List<KeptViewers.Kept> before;
    private final List<SimViewer> viewers;
    private final Thread hook = new Thread(this::write, "simulate-ledgers");
    private boolean written;

    /**
     * @param before viewers of the file, of which the first are these
     * @param viewers of the run
     */
    LedgerKeeper(KeptViewers file, List<KeptViewers.Kept> before, List<SimViewer> viewers) {
        this.file = file;
        this.before = List.copyOf(before);
        this.viewers = List.copyOf(viewers);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private synchronized void write() {
        if (!written) {
            List<KeptViewers.Kept> now = new ArrayList<>(before);
            for (int n = 0; n < viewers.size(); n++) {
                now.set(n, viewers.get(n).kept());
            }
            file.write(now);
            written = true;
        }
    }

    @Override
    public void close() {
        write();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends, and the hook finds all written
        }
    }
}
