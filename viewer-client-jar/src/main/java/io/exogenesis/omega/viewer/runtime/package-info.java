/** How a process gets agents: what they share, many of them at once, enrolment with a Core. */
@NullMarked
package io.exogenesis.omega.viewer.runtime;

import org.jspecify.annotations.NullMarked;
