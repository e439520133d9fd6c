/** The examples of {@code docs/research.md}, word for word: they compile, and a test runs them. */
@NullMarked
package io.exogenesis.omega.lab.example;

import org.jspecify.annotations.NullMarked;
