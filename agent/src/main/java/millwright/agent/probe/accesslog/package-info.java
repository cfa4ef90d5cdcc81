/** Requests, errors and times from the access logs of web servers. */
package millwright.agent.probe.accesslog;
