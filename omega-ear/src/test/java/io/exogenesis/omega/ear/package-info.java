/**
 * Tests of the assembled Core: the rules of the house over all modules ({@code ArchitectureTest}), the EAR inside a managed
 * server ({@code AssembledEarIT}), the packaged server end to end, and docs/deploy.md followed to the letter.
 */
@NullMarked
package io.exogenesis.omega.ear;

import org.jspecify.annotations.NullMarked;
