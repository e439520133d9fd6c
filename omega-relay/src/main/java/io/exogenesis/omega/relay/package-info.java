/**
 * A network between a client and a server on one machine, in user space. {@link io.exogenesis.omega.relay.UdpRelay} forwards datagrams as
 * {@link io.exogenesis.omega.relay.Link} says: with delay, jitter, loss, reordering and a longest size; it can change the port that the
 * server sees, as a NAT does. {@link io.exogenesis.omega.relay.TcpRelay} is its twin for TCP, whose losses can only be modelled: {@link
 * io.exogenesis.omega.relay.Segments} says how. Everything drawn comes from a seed.
 */
@NullMarked
package io.exogenesis.omega.relay;

import org.jspecify.annotations.NullMarked;
