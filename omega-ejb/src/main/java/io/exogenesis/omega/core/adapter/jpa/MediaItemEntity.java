package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.model.MediaId;
import io.exogenesis.omega.model.MediaItem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "media_item")
class MediaItemEntity {
    @Id
    String id;

    int place;
    String title;

    @Column(name = "made")
    @Nullable
    Integer year;

    String genres;

    @Enumerated(EnumType.STRING)
    MediaItem.Kind kind;

    String description;

    /** Of the catalogue, when it came in or changed last. */
    long version;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected MediaItemEntity() {}

    MediaItemEntity(MediaItem item, int place, long version) {
        id = item.id().value();
        this.place = place;
        title = item.title();
        year = item.year().isPresent() ? item.year().getAsInt() : null;
        genres = Columns.joined(item.genres());
        kind = item.kind();
        description = item.description();
        this.version = version;
    }

    MediaItem item() {
        return MediaItem.builder(new MediaId(id), title)
                .year(year == null ? 0 : year)
                .genres(Columns.split(genres))
                .kind(kind)
                .description(description)
                .build();
    }
}
