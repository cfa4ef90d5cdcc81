/**
 * The maintenance calendar as other programs read and write it: CSV, iCalendar, a table for people.
 * What is in it comes from {@code millwright.rules.calendar}.
 */
package millwright.collector.calendar;
