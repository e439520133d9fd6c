package io.exogenesis.omega.core.config;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.files.PrivateFiles;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name under which a Core reports. Without a setting it is made at the first start and kept in the data directory. */
final class CoordinatorId {
    static final String FILE = "coordinator.id";
    /** It stands in reports, tables and labels: no blanks, nothing to be escaped. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    /** As many Cores as anybody runs are told apart. */
    private static final int RANDOM_BYTES = 8;

    private CoordinatorId() {}

    /** @throws InvalidSettingException unless it is empty or 1 to 64 of the characters that an id may have */
    static void check(String id) {
        if (!id.isEmpty() && !FORM.matcher(id).matches()) {
            throw new InvalidSettingException(
                    "omega.coordinator.id must be 1 to 64 letters, digits, dots, dashes and underscores,"
                            + " the first a letter or digit");
        }
    }

    /**
     * The id of this data directory. Where it cannot be stored, another is made at the next start; that start says what is wrong
     * with the directory.
     *
     * @throws InvalidSettingException if the file holds something else
     */
    static String kept(Path data) {
        Path file = data.resolve(FILE);
        if (Files.exists(file)) {
            String id = PrivateFiles.readText(file).strip();
            if (id.isEmpty() || !FORM.matcher(id).matches()) {
                throw new InvalidSettingException(
                        file + " holds no coordinator id: delete it, or set omega.coordinator.id");
            }
            return id;
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String fresh = "core-" + HexFormat.of().formatHex(random);
        try {
            PrivateFiles.writeText(file, fresh + "\n");
        } catch (CoreException e) {
            System.getLogger(CoordinatorId.class.getName())
                    .log(Level.WARNING, "the coordinator id could not be kept: {0}", e.getMessage());
        }
        return fresh;
    }
}
