/**
 * A Core's whole state in one file, and back: {@link io.exogenesis.omega.core.backup.CoreBackup} takes it from a Core that works,
 * {@link io.exogenesis.omega.core.backup.StagedRestore} puts it into one that starts. The file is {@link
 * io.exogenesis.omega.backup.BackupWriter}'s (docs/decisions/0045).
 */
@NullMarked
package io.exogenesis.omega.core.backup;

import org.jspecify.annotations.NullMarked;
