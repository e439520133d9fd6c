package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Titles in the order in which they came, and embeddings by the hash of the text they were made from. */
public interface CatalogueStore {
    /** Version of the titles: 0 when empty, one more with each change. */
    long version();

    /** In order of arrival; that order never changes. */
    List<MediaItem> items();

    /**
     * Adds new titles behind the others and overwrites known ones in place, in one transaction.
     *
     * @return the new version
     */
    long save(List<MediaItem> items);

    /** Removes all titles and sets these in their place, in one transaction. */
    long replaceAll(List<MediaItem> items);

    /**
     * Removes one title; the order of the others stays.
     *
     * @return the new version, or the one before if there was no such title
     */
    long remove(MediaId id);

    /** Names of the embedders whose embeddings are kept. */
    Set<String> embedders();

    /** What is known of these hashes. */
    Map<String, Embedding> embeddings(String embedder, Collection<String> textHashes);

    /** Keeps embeddings until {@link #retainEmbeddings}; known hashes are left as they are. */
    void saveEmbeddings(String embedder, Map<String, Embedding> byTextHash);

    /**
     * Deletes the embeddings of all other texts and of all other embedders, in transactions of a thousand rows.
     *
     * @return how many
     */
    int retainEmbeddings(String embedder, Set<String> textHashes);
}
