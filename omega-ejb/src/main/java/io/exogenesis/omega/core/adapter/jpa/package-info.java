/**
 * The Core's stores on JPA. Entities stay inside this package; ports speak of domain records. The schema is Flyway's
 * ({@code db/derby}, {@code db/postgresql}), never generated. What differs between the two databases stands in {@link
 * io.exogenesis.omega.core.adapter.jpa.Dialect}.
 *
 * <p>An entity's fields change in its own methods only: a change made from another class is invisible to a persistence
 * provider that tracks changes by weaving, which the container does and a plain test does not.
 *
 * <p>Each store method is one short transaction of its own, on whichever thread it is called.
 */
@NullMarked
package io.exogenesis.omega.core.adapter.jpa;

import org.jspecify.annotations.NullMarked;
