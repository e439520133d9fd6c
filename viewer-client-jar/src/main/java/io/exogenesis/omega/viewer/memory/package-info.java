/**
 * What the agent remembers, folded from its journal: history, episodes, patterns, consents, outbox and the cursor of the bank.
 * The journal is the truth; the Lucene index beside it is a cache that can be rebuilt.
 */
@NullMarked
package io.exogenesis.omega.viewer.memory;

import org.jspecify.annotations.NullMarked;
