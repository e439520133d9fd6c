/**
 * {@code /watch}: an evening in the browser. {@link io.exogenesis.omega.web.watch.Evenings} holds one {@link
 * io.exogenesis.omega.viewer.ViewerAgent} a browser session, on the Core's machine, bounded in number and time; {@link
 * io.exogenesis.omega.web.watch.AgentHost} opens them as any host of the viewer's library does. The resources ({@link
 * io.exogenesis.omega.web.watch.EveningResource}, {@link io.exogenesis.omega.web.watch.TitlesResource}, {@link
 * io.exogenesis.omega.web.watch.ProfileResource}) are open to this machine, and {@link
 * io.exogenesis.omega.web.watch.WatchDoor} lets changes come from our own pages only. docs/watch.md says what is kept how long.
 */
@NullMarked
package io.exogenesis.omega.web.watch;

import org.jspecify.annotations.NullMarked;
