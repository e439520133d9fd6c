/** The example of {@code docs/embedding.md}, word for word: it compiles, and a test runs it. */
@NullMarked
package io.exogenesis.omega.viewer.example;

import org.jspecify.annotations.NullMarked;
