/**
 * What other people's exporters know: Prometheus' remote write and text format in, our own
 * measurements out, by a mapping that a site can edit. And for Prometheus: where the agents are.
 */
package millwright.collector.prometheus;
