/** What every refused or failed HTTP request is answered with, whoever refuses it. */
@NullMarked
package io.exogenesis.omega.web.problem;

import org.jspecify.annotations.NullMarked;
