/** Parts of the engine by themselves. */
package io.exogenesis.omega.quic.netty;
