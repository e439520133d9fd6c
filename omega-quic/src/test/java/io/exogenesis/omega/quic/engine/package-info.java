/** What every engine is made of, against foreign bytes. */
package io.exogenesis.omega.quic.engine;
