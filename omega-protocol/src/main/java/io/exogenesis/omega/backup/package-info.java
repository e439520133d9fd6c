/**
 * The file that a Core's state is kept in and moved with. {@link io.exogenesis.omega.backup.BackupWriter} specifies it, {@link
 * io.exogenesis.omega.backup.BackupReader} refuses what is not one. Third parties: none.
 */
@NullMarked
package io.exogenesis.omega.backup;

import org.jspecify.annotations.NullMarked;
