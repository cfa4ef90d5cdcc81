/** The forecaster tried on series whose future is known: cases in, predictions out. */
package millwright.collector.trial;
