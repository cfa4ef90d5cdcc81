/** Requests for change: drafted, submitted, decided by the board, done (L-013 §6). */
package millwright.collector.change;
