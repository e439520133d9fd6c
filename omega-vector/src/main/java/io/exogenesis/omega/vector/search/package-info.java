/**
 * Titles by words. {@link io.exogenesis.omega.vector.search.TitleSearch} adds what the embedder knows of a meaning to what stands
 * in the texts: {@link io.exogenesis.omega.vector.search.SearchSpace} holds a vector a title of its text and its description,
 * {@link io.exogenesis.omega.vector.search.WordIndex} (BM25) their words, as {@link
 * io.exogenesis.omega.vector.search.SearchWords} takes them apart.
 *
 * <p>Nothing here changes the embeddings that learning goes by ({@link io.exogenesis.omega.vector.content.ContentSpace}). How the weights
 * were chosen, and what each part is worth: decision 0028 and {@code docs/search.md}.
 */
@NullMarked
package io.exogenesis.omega.vector.search;

import org.jspecify.annotations.NullMarked;
