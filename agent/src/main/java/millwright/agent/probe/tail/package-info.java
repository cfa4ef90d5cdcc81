/**
 * Logs as they grow: each complete line once, across rotation and restarts of the agent. Kinds of
 * probes that read text share it.
 */
package millwright.agent.probe.tail;
