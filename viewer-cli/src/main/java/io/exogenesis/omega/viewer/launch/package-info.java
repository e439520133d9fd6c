/**
 * What the packaged launcher {@code bin/omega-viewer} starts: {@link io.exogenesis.omega.viewer.launch.OmegaViewer} for every
 * command, {@link io.exogenesis.omega.viewer.launch.WarmUp} once, to fill the caches that make later starts fast. Not API.
 */
@NullMarked
package io.exogenesis.omega.viewer.launch;

import org.jspecify.annotations.NullMarked;
