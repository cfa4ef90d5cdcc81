/**
 * The rules of the site: read from its files, checked, reloaded while the collector runs, and tried
 * out on made-up or stored samples before they are used.
 */
package millwright.collector.rulebook;
