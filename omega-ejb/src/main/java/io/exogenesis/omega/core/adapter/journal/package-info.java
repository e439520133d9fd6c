/** The contribution log on the embedded journal: durable, with one sync of the disk for many pushes. */
@NullMarked
package io.exogenesis.omega.core.adapter.journal;

import org.jspecify.annotations.NullMarked;
