/**
 * What the Core needs from outside, as tiny interfaces of its own: the log of contributions, the blobs that rounds leave, and
 * the stores of bank, viewers and catalogue. {@code core.adapter.*} fulfils them; one contract test a port holds for every
 * adapter. Nothing here knows JPA, files or a container.
 */
@NullMarked
package io.exogenesis.omega.core.port;

import org.jspecify.annotations.NullMarked;
