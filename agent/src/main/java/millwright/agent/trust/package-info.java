/** By what the agent knows collectors, and by what they know it. */
package millwright.agent.trust;
