/**
 * The Core without server, disk and network: {@link io.exogenesis.omega.lab.core.LabCore} runs one round an epoch over what viewers
 * hand over and keeps what the Core keeps in between.
 */
@NullMarked
package io.exogenesis.omega.lab.core;

import org.jspecify.annotations.NullMarked;
