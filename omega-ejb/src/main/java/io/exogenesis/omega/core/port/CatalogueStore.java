package io.exogenesis.omega.core.port;

import io.exogenesis.omega.model.Embedding;
import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Titles in the order in which they came, and embeddings by the hash of the text they were made from. */
public interface CatalogueStore {
    /** Imports whose former titles are kept: a mistake is noticed within a few imports, and each may keep a whole catalogue. */
    int ROLL_BACKS = 5;

    /** Imports that are listed: one a day for three years. */
    int MOST_IMPORTS = 1_000;

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

    /** Puts titles as {@link #save} and removes others, in one transaction; the order of those that stay does not change. */
    long change(TitleChange change);

    /**
     * Removes one title; the order of the others stays.
     *
     * @return the new version, or the one before if there was no such title
     */
    long remove(MediaId id);

    /**
     * The same change as an import: what it changes and removes is kept for {@link #rollBack}, and its action is logged, all in one
     * transaction. Former titles of all but the newest {@link #ROLL_BACKS} imports that stand are deleted.
     *
     * @return with its number and version
     */
    TitleImport importTitles(TitleChange change, TitleImport about);

    /** Newest first, those in front of number {@code before}. */
    List<TitleImport> imports(long before, int limit);

    /** Imports that were not rolled back and whose former titles are kept, newest first; at most {@link #ROLL_BACKS}. */
    List<TitleImport> standing();

    /** The newest import of this file that was not rolled back. */
    Optional<TitleImport> ofFile(String sha256);

    /** How many of the titles that an import added, changed or withdrew are not as it left them. */
    long changedSince(TitleImport done);

    /**
     * Brings the titles back that an import of {@link #standing} found, each at its place, and removes what it added; logs the
     * action in the same transaction. Nothing must have {@link #changedSince changed since}.
     *
     * @return the new version
     */
    long rollBack(TitleImport done, OperatorAction action);

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
