/**
 * Ratings that others collected, read strictly.
 *
 * <p>{@link io.exogenesis.omega.lab.data.RatingsReader} recognises the formats of the contract and gives a {@link
 * io.exogenesis.omega.lab.data.Reading}: a {@link io.exogenesis.omega.lab.data.Dataset} (titles, and every viewer's events in
 * order) and one line that says what was recognised. The way of a row: {@code TextFile} finds packing and encoding, {@code
 * Table} the separator and the fields, {@code Columns} what they are, {@code RatingRows} and {@code TitleRows} their values;
 * {@code Events} keeps them in columns until {@code Times} knows their unit, and {@code Histories} puts them in order. What
 * cannot be read is a {@link io.exogenesis.omega.lab.data.DatasetException} that names file, line and the option that helps;
 * nothing is skipped or guessed silently. {@link io.exogenesis.omega.lab.data.LastSplit} holds out each viewer's last liked
 * title.
 */
@NullMarked
package io.exogenesis.omega.lab.data;

import org.jspecify.annotations.NullMarked;
