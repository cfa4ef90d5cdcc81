/**
 * Asks an address as its users would, and measures the answer: Telegraf's {@code http_response},
 * with the phases of the exchange and the expiry of the certificate.
 */
package millwright.agent.probe.http;
