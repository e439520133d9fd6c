/** The examples of docs/research.md: an attack and a rule of one's own, each one class and one line in a service file. */
@NullMarked
package io.exogenesis.omega.lab.example;

import org.jspecify.annotations.NullMarked;
