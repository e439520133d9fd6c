/** The contract of an engine on Netty, and on each side beside Jetty. */
package io.exogenesis.omega.quic;
