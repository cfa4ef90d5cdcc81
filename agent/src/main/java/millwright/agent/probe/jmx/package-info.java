/** Connection pools and other MBeans of Java applications. */
package millwright.agent.probe.jmx;
