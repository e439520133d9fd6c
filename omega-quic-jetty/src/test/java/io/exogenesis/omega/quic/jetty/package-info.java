/** Tests that need what is inside the Jetty engine. */
package io.exogenesis.omega.quic.jetty;
