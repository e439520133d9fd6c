/** One declaration of what is written gives its bytes, its JSON, the way back from both, and its description. */
@NullMarked
package io.exogenesis.omega.viewer.internal.schema;

import org.jspecify.annotations.NullMarked;
