-- What a title is about, for searches by words; empty: unknown. Bytes of UTF-8 are at most 600, so characters are, too.

ALTER TABLE media_item ADD COLUMN description VARCHAR(600) NOT NULL DEFAULT '';
