/** The contract of an engine, on loopback with keys made on the spot. Each engine runs it: {@code ExchangeContract} and {@code RefusalContract}. */
package io.exogenesis.omega.quic;
