/**
 * Measures this machine: one small class for each measurement, each on its own interval, none able
 * to delay another. Shows {@link millwright.agent.sample.Samplers} and the lines that they fill.
 */
package millwright.agent.sample;
