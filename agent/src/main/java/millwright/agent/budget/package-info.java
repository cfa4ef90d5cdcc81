/**
 * How much of its host the agent may take, and what it stops doing when it takes more. Pure: use
 * and time go in, a change of one sampler's pace comes out.
 */
package millwright.agent.budget;
