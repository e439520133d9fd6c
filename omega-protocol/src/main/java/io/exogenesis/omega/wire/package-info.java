/**
 * The published contract {@code omega_sync.proto} and the way between its messages and the {@linkplain
 * io.exogenesis.omega.model domain records}.
 *
 * <p>Bytes become frames in {@link io.exogenesis.omega.wire.FrameDecoder}, frames become messages and messages become
 * checked records in {@link io.exogenesis.omega.wire.WireCodec}. Whatever a peer sends, the only exception that comes out is
 * {@link io.exogenesis.omega.wire.MalformedMessageException}, which names the {@linkplain io.exogenesis.omega.wire.Refusals
 * refusal} to answer with. Third parties: protobuf.
 */
@NullMarked
package io.exogenesis.omega.wire;

import org.jspecify.annotations.NullMarked;
