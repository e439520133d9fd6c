/** Whether a group of patterns may enter the bank, and why: {@link io.exogenesis.omega.learning.consensus.Consensus}. */
@NullMarked
package io.exogenesis.omega.learning.consensus;

import org.jspecify.annotations.NullMarked;
