/** Files and logs: age and size of the newest file, counts of lines and of Windows events. */
package millwright.agent.probe.file;
