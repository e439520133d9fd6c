package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.model.Embedding;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

@Entity
@Table(name = "text_embedding")
@IdClass(TextEmbeddingEntity.Key.class)
class TextEmbeddingEntity {
    @Id
    String embedder;

    @Id
    @Column(name = "text_hash")
    String textHash;

    byte[] codes;
    float scale;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected TextEmbeddingEntity() {}

    TextEmbeddingEntity(String embedder, String textHash, Embedding embedding) {
        this.embedder = embedder;
        this.textHash = textHash;
        this.codes = embedding.codes();
        this.scale = embedding.scale();
    }

    Embedding embedding() {
        return Embedding.ofCodes(codes, scale);
    }

    /** Primary key. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        String embedder = "";
        String textHash = "";

        public Key() {}

        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && k.embedder.equals(embedder) && k.textHash.equals(textHash);
        }

        @Override
        public int hashCode() {
            return Objects.hash(embedder, textHash);
        }
    }
}
