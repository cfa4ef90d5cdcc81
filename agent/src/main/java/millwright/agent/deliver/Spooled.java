package millwright.agent.deliver;

/**
 * A batch in the spool.
 *
 * @param id its place: a later batch has a higher one
 */
record Spooled(long id, Batch batch) {}
