/** How an agent joins: what its administrator pastes, and what the two daemons then say. */
package millwright.enrolment;
