/**
 * A viewer as somebody else would write it, from {@code docs/protocol.md} and {@code omega_sync.proto} alone: another QUIC library,
 * no class of ours but those that protoc makes of the contract. Start at {@link io.exogenesis.omega.ear.foreign.ForeignViewer};
 * {@link io.exogenesis.omega.ear.foreign.ForeignScorer} follows the page's section on scoring. Where the page falls short, this
 * package cannot be written: mend the page first.
 */
@NullMarked
package io.exogenesis.omega.ear.foreign;

import org.jspecify.annotations.NullMarked;
