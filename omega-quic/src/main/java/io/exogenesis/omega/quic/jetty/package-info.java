/**
 * The engine on Jetty QUIC (quiche through the foreign-function API). Start at {@code JettyQuicEngine}; Jetty's types stay inside this package.
 */
@NullMarked
package io.exogenesis.omega.quic.jetty;

import org.jspecify.annotations.NullMarked;
