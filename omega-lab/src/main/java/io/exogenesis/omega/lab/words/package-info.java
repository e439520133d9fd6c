/**
 * Searches by words, judged: {@link io.exogenesis.omega.lab.words.JudgedQueries} reads what titles fit which query, {@link
 * io.exogenesis.omega.lab.words.WordsRun} asks the shipped {@link io.exogenesis.omega.vector.search.TitleSearch} and its halves,
 * {@link io.exogenesis.omega.lab.words.WordsTables} prints {@link io.exogenesis.omega.lab.words.WordsReport}.
 */
@NullMarked
package io.exogenesis.omega.lab.words;

import org.jspecify.annotations.NullMarked;
