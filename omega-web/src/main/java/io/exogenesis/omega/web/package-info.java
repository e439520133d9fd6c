/**
 * Every inbound adapter of the Core, and no rule of the domain.
 *
 * <p>{@code rest} serves the HTTP API and the status page's JSON, {@code sse} announces new bank versions, {@code quic}
 * listens for syncs, {@code ready} publishes the Core when its ports answer, {@code security} decides who may call, {@code
 * health} and {@code metrics} tell operators the truth. One operation exists once: a sync over HTTP and one over QUIC end in
 * the same bean of the Core.
 */
@NullMarked
package io.exogenesis.omega.web;

import org.jspecify.annotations.NullMarked;
