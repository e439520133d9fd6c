/** Tests of the engine contract, run against Jetty on loopback with keys made on the spot. */
package io.exogenesis.omega.quic;
