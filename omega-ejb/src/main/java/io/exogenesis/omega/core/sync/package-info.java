/**
 * The one operation behind QUIC, REST and whatever comes later: a client's frame in, the Core's frame out. It never throws
 * for foreign input; what cannot be answered is refused with a type and one line, and counted.
 */
@NullMarked
package io.exogenesis.omega.core.sync;

import org.jspecify.annotations.NullMarked;
