package io.exogenesis.omega.core.config;

/** @param pageSize {@code omega.bank.page-size}: patterns in one answer to a pull, unless the viewer asks for fewer */
public record BankSettings(int pageSize) {
    public static final BankSettings DEFAULTS = new BankSettings(500);

    public BankSettings {
        // 1,000 patterns of at most ~900 bytes stay below a frame of 1 MiB
        Checks.range("omega.bank.page-size", pageSize, 1, 1_000);
    }
}
