/**
 * Who acts on the collector, and what each may do: people, the roles of L-013, the tokens by which
 * people are known, and the console's sessions. Everything secret is kept as a hash.
 */
package millwright.collector.people;
