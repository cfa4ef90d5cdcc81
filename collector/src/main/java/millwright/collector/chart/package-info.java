/** The course of one series with its forecast, drawn in a terminal or as a picture. */
package millwright.collector.chart;
