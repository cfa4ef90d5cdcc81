/**
 * Whom the collector trusts and by what it is known: its certificates, enrolment tokens, and the
 * credentials of agents. Everything secret is kept as a hash or owner-only.
 */
package millwright.collector.trust;
