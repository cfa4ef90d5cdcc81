/**
 * From a ticket with a deadline to work with a place in the calendar. Pure, and without a clock.
 */
package millwright.rules.plan;
