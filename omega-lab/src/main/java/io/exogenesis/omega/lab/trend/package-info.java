/**
 * {@code ./omega lab trend}: how well trends and discoveries are found, without a server.
 *
 * <p>{@link io.exogenesis.omega.lab.trend.TrendLab} reads as the story: {@link io.exogenesis.omega.lab.trend.SimulatedStreams}
 * shuffles a data set's sessions until no title has a trend and plants rate changes, {@link
 * io.exogenesis.omega.lab.trend.PlantedChanges} counts what the shipped detector finds of them, {@link
 * io.exogenesis.omega.lab.trend.RealTimestamps} replays the days as they were, and {@link
 * io.exogenesis.omega.lab.trend.Replication} asks one half of the viewers whether what the other half shows is true.
 */
@NullMarked
package io.exogenesis.omega.lab.trend;

import org.jspecify.annotations.NullMarked;
