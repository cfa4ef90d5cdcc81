/** The daemon on each server: it measures, exposes and delivers. */
package millwright.agent;
