/**
 * Charts as SVG inside a page. Text is text, so that it can be read aloud, searched and scaled, and
 * colours are the page's, so that dark pages have dark charts. The plotted numbers stand in
 * attributes named data-x and data-y.
 */
package io.mscon.eval.page.chart;
