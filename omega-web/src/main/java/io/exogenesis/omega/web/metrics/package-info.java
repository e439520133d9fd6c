/** What the inbound side adds to the Core's metrics: the QUIC listener's counters. */
@NullMarked
package io.exogenesis.omega.web.metrics;

import org.jspecify.annotations.NullMarked;
