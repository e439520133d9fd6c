/**
 * Histories that other services let their viewers download: {@link io.exogenesis.omega.viewer.cli.history.HistoryFile} is the
 * bounded text, {@link io.exogenesis.omega.viewer.cli.history.ForeignHistory} recognises its format and reads its entries, and
 * {@link io.exogenesis.omega.viewer.cli.history.TitleIndex} finds the titles of a catalogue by name and year.
 */
@NullMarked
package io.exogenesis.omega.viewer.cli.history;

import org.jspecify.annotations.NullMarked;
