/**
 * The command line over one state directory: {@code run}, {@code recommend}, {@code track}, {@code stats}, {@code export}, {@code
 * import}, {@code sync}, {@code doctor}, {@code mcp}, {@code completion}.
 *
 * <p>{@link io.exogenesis.omega.viewer.cli.ViewerCommand} is the entry, by itself or under {@code ./omega}; {@link
 * io.exogenesis.omega.viewer.cli.ViewerProgram} the process, which takes a short way to {@code recommend}. {@code Identity}
 * keeps who the viewer is and where its Core is beside the memory; {@code HostCatalogue} the owner's own catalogue, read by
 * {@code CatalogueFile}. {@code RunDialogue} is the conversation of {@code run}; {@code Doctor} and {@code CoreDoctor} find what is
 * wrong; {@code HistoryFormat} is what {@code export} and {@code import} share; {@code ForeignImport} takes in what the readers of
 * {@link io.exogenesis.omega.viewer.cli.history} find in other services' files. {@link
 * io.exogenesis.omega.viewer.cli.StandardStreams} and {@link io.exogenesis.omega.viewer.cli.WrappingWriter} are how a process writes.
 */
@NullMarked
package io.exogenesis.omega.viewer.cli;

import org.jspecify.annotations.NullMarked;
