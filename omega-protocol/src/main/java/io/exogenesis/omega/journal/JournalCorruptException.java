package io.exogenesis.omega.journal;

/**
 * Something that had been acknowledged cannot be read any more. The journal changes nothing and does not open: a person
 * decides (restore from a backup, or move the file away).
 */
public final class JournalCorruptException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    public JournalCorruptException(String location, String file, long offset, String why) {
        super("the journal in " + location + " is damaged: " + file + " at offset " + offset + ": " + why, null);
        this.file = file;
        this.offset = offset;
    }

    /** Name of the damaged segment file. */
    public String file() {
        return file;
    }

    /** Offset in that file of the first byte that could not be understood. */
    public long offset() {
        return offset;
    }
}
