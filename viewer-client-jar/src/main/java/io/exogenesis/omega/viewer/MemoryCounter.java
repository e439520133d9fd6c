package io.exogenesis.omega.viewer;

/**
 * A number that the host keeps where nobody who can write to the state directory can set it back: in the system's key store, say, or in
 * a database on another machine. With it an encrypted memory notices that its files were replaced by an older copy or cut at their
 * end, which no key can show.
 *
 * <p>The number is how far the memory's journal reached; it only grows. A memory that reaches further than the number is taken: the
 * process may have ended between writing and {@link #advance}. One that does not reach it is not opened. To go on with an
 * older copy on purpose, open it once with a counter that begins at 0.
 */
public interface MemoryCounter {
    /** Counts nothing: an older copy of the memory is not noticed. */
    MemoryCounter NONE = new MemoryCounter() {
        @Override
        public long last() {
            return 0;
        }

        @Override
        public void advance(long to) {
            // nothing to keep
        }
    };

    /** The number kept last, ≥ 0; 0 if there is none. Asked once, when the memory is opened. */
    long last();

    /**
     * Keeps a number, which is not less than any before. Called after each durable batch of changes, one call at a time, by the
     * thread that writes, so that whoever waits for a change waits for this, too. A host may keep only some of them: what was
     * written behind the last one kept can then be cut off unnoticed. An exception is logged, and the change stands.
     *
     * @param to in bytes of the memory's journal
     */
    void advance(long to);
}
