/**
 * From reports to a page: {@link io.exogenesis.omega.lab.report.KeptReport} reads what the lab's commands wrote, {@link
 * io.exogenesis.omega.lab.report.Goals} holds it against the goals, {@link io.exogenesis.omega.lab.report.LearningPage} makes
 * tables and figures. {@link io.exogenesis.omega.lab.report.BarChart} and {@link io.exogenesis.omega.lab.report.LineChart} draw
 * SVG that can be read on a light and on a dark ground. The same reports give the same bytes.
 */
@NullMarked
package io.exogenesis.omega.lab.report;

import org.jspecify.annotations.NullMarked;
