/**
 * A Core's whole state in one file: {@link io.exogenesis.omega.core.backup.CoreBackup} takes it from a Core that works; {@code
 * core.restore} puts it back. The file is {@link io.exogenesis.omega.backup.BackupWriter}'s (docs/decisions/0045).
 */
@NullMarked
package io.exogenesis.omega.core.backup;

import org.jspecify.annotations.NullMarked;
