/**
 * Pages for operators, rendered on the server: the fleet, one host, tickets, one ticket. They read
 * what the other packages show and change nothing. Whatever came over the wire (names of hosts,
 * resources, processes) goes into a page only through the templates' escaping.
 */
package millwright.collector.console;
