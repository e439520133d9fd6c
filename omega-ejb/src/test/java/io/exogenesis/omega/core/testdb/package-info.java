/** A PostgreSQL of the tests' own. */
@NullMarked
package io.exogenesis.omega.core.testdb;

import org.jspecify.annotations.NullMarked;
