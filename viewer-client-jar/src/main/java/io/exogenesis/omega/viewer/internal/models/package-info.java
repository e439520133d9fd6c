/** Catalogues and item models on the device. */
@NullMarked
package io.exogenesis.omega.viewer.internal.models;

import org.jspecify.annotations.NullMarked;
