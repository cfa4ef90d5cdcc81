/**
 * Brings samples to people: in batches to the collector, and as meters to whoever scrapes this
 * host. Shows {@link millwright.agent.deliver.Delivery} and {@link
 * millwright.agent.deliver.MetricsEndpoint}; the spool, the retries and the wire are hidden.
 */
package millwright.agent.deliver;
