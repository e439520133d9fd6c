package io.exogenesis.omega.core.port;

/** A bank whose transactions fail while a test says so: they change nothing. */
public final class FailingBankStore extends InMemoryBankStore {
    private boolean failing;

    public void fail(boolean now) {
        failing = now;
    }

    @Override
    public void commit(BankCommit commit) {
        failIfAsked();
        super.commit(commit);
    }

    @Override
    public void relocate(BankHead before, BankHead after) {
        failIfAsked();
        super.relocate(before, after);
    }

    private void failIfAsked() {
        if (failing) {
            throw new IllegalStateException("connection refused");
        }
    }
}
