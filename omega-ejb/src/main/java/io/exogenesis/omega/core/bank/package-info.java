/**
 * What distinct viewers agree on, in memory: the consolidated patterns of the newest version, the way from earlier versions,
 * and an index for search by meaning. Rebuilt from the store at start.
 */
@NullMarked
package io.exogenesis.omega.core.bank;

import org.jspecify.annotations.NullMarked;
