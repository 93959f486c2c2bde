/**
 * Charts as SVG inside a page. XChart draws lines, in the page's colours, so that dark pages have
 * dark charts; the plotted numbers stand in the page too. It has no chart of intervals that lie
 * below each other, so {@link io.mscon.eval.page.chart.IntervalChart} is our own.
 */
package io.mscon.eval.page.chart;
