/**
 * What healing knows of the doors through which viewers come: a door of omega-web enrols in {@link
 * io.exogenesis.omega.core.door.Doors} when it opens.
 */
@NullMarked
package io.exogenesis.omega.core.door;

import org.jspecify.annotations.NullMarked;
