/** Tests of the agent, and a Core for them that speaks the real frames and runs real rounds. */
package io.exogenesis.omega.viewer;
