/**
 * Pages for operators, rendered on the server: the fleet, one host, tickets, one ticket, signing
 * in. They read what the other packages show; what changes something is a form that {@code Forms}
 * has checked. Whatever came over the wire (names of hosts, resources, processes) goes into a page
 * only through the templates' escaping.
 */
package millwright.collector.console;
