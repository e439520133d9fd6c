package io.exogenesis.omega.model;

/**
 * A version of one bank. The cursor of a pull: a restored or other bank has another id and is answered with a snapshot.
 *
 * @param bankId 1–64 bytes, random when the bank is made
 * @param number 0 for an empty bank, then one more with each committed round that changed it
 */
public record BankVersion(String bankId, long number) {
    /** What an agent that has never pulled asks with. */
    public static final BankVersion NONE = new BankVersion("none", 0);

    public BankVersion {
        Texts.checked("bank id", bankId, 64);
        if (number < 0) {
            throw new InvalidValueException("a bank version is not negative: " + number);
        }
    }
}
