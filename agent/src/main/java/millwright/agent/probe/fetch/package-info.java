/**
 * One exchange over HTTP, for the kinds of probes that speak it: a fresh connection each time,
 * every phase of it timed, all of it under one deadline, and no more read than was asked for.
 */
package millwright.agent.probe.fetch;
