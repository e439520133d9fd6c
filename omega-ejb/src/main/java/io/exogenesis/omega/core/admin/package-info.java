/** What operators look at: the accounts and the state of the Core in one page. */
@NullMarked
package io.exogenesis.omega.core.admin;

import org.jspecify.annotations.NullMarked;
