package io.exogenesis.omega.lab.data;

import io.exogenesis.omega.ops.console.Terminal;

/**
 * What every step of one reading shares.
 *
 * @param terminal for progress
 */
record ReadContext(ReadOptions options, Skipped skipped, Terminal terminal) {}
