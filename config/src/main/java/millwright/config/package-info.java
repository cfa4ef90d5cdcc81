/**
 * Reads a daemon's configuration file: once, checked whole, every problem at once with its line.
 *
 * <p>The one thing that the agent and the collector share. The design says that the agent depends
 * on nothing of ours; two copies of a YAML reader, drifting apart in what they accept and in how
 * they explain it, would be worse. The policy of the decision core is read by it too.
 *
 * <p>A reader is a function from {@link millwright.config.ConfigNode} to a record. What it declares
 * gives the types, the bounds, the defaults, the names of the environment variables and, through
 * {@link millwright.config.ConfigManual}, the manual.
 */
package millwright.config;
