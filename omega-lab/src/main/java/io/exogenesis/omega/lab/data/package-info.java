/**
 * Ratings that others collected, read strictly.
 *
 * <p>{@link io.exogenesis.omega.lab.data.RatingsReader} recognises the four formats of the contract and gives a {@link
 * io.exogenesis.omega.lab.data.Dataset}: titles, and every viewer's events in order. What cannot be read is a {@link
 * io.exogenesis.omega.lab.data.DatasetException} that names file and line; nothing is skipped silently. {@link
 * io.exogenesis.omega.lab.data.LastSplit} holds out each viewer's last liked title.
 */
@NullMarked
package io.exogenesis.omega.lab.data;

import org.jspecify.annotations.NullMarked;
