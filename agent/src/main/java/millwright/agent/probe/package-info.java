/**
 * What is asked for its state from outside: databases, addresses, pools, files. A package below
 * holds each kind; this one has what they share.
 */
package millwright.agent.probe;
