/**
 * Reads an application's own Prometheus endpoint: its connection pools, its requests with their
 * errors and response times, and whatever else a site picks.
 */
package millwright.agent.probe.scrape;
