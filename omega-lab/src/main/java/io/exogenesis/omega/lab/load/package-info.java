/**
 * Load as it comes in life: requests are due at random times, whether or not the ones before are answered, and a latency counts from
 * the time at which the request was due. {@link io.exogenesis.omega.lab.load.OpenLoop} sends them; {@link
 * io.exogenesis.omega.lab.load.SyncViewer} is a viewer without an agent, on any {@link io.exogenesis.omega.lab.load.SyncDoor}.
 */
@NullMarked
package io.exogenesis.omega.lab.load;

import org.jspecify.annotations.NullMarked;
