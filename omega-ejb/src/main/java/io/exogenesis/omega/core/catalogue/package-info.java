/**
 * The titles. {@link io.exogenesis.omega.core.catalogue.Catalogue} takes them in, {@link
 * io.exogenesis.omega.core.catalogue.EmbeddingJob} embeds them in the background, each text once for all time, and what is
 * complete is published as {@link io.exogenesis.omega.core.catalogue.PublishedCatalogue}: the space in which all patterns
 * live. {@link io.exogenesis.omega.core.catalogue.TitleImports} is what operators do to them by the file.
 */
@NullMarked
package io.exogenesis.omega.core.catalogue;

import org.jspecify.annotations.NullMarked;
