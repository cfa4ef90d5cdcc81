package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.TIMED_OUT;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.jmx.JmxConfig.Place;

/**
 * One connection to an application, kept from reading to reading, and made anew when it is lost.
 * One thread at a time.
 */
final class JmxConnection implements AutoCloseable {
    private final JmxConfig config;
    private Optional<JMXConnector> connector = Optional.empty();

    JmxConnection(JmxConfig config) {
        this.config = config;
    }

    /** What is asked of an application. */
    interface Question {
        void ask(MBeanServerConnection server) throws Exception;
    }

    /** An old connection that turns out to be lost is replaced once. */
    void ask(Question question) {
        RmiSockets.install();
        RmiSockets.limit(config.schedule().timeout());
        try {
            if (connector.isPresent()) {
                try {
                    question.ask(connector.get().getMBeanServerConnection());
                    return;
                } catch (IOException lost) {
                    forget();
                    TargetDownException down = JmxFailures.reading(lost, place());
                    if (down.reason() == TIMED_OUT) {
                        throw down; // it has had its time
                    }
                }
            }
            connect();
            question.ask(connector.orElseThrow().getMBeanServerConnection());
        } catch (TargetDownException down) {
            throw down;
        } catch (Exception failed) {
            forget();
            throw JmxFailures.reading(failed, place());
        } finally {
            RmiSockets.unlimit();
        }
    }

    /** The address can only be an RMI registry's, and what comes from it is filtered by class. */
    @SuppressWarnings("BanJNDI") // JMX knows no other way
    private void connect() {
        JMXServiceURL url =
                config.place() instanceof Place.Remote remote
                        ? remote.url()
                        : LocalProcess.find(config.place());
        Map<String, Object> environment = new HashMap<>();
        // no thread of RMI's own that asks now and then whether the peer is there
        environment.put("jmx.remote.x.client.connection.check.period", 0L);
        if (config.place() instanceof Place.Remote remote) {
            remote.login()
                    .ifPresent(
                            login ->
                                    environment.put(
                                            JMXConnector.CREDENTIALS,
                                            new String[] {
                                                login.user(), login.password().reveal()
                                            }));
        }
        try {
            connector = Optional.of(JMXConnectorFactory.connect(url, environment));
        } catch (IOException | SecurityException failed) {
            throw JmxFailures.connecting(failed, place());
        }
    }

    /**
     * Without a word to the peer, which may be hanging; it drops a connection that nobody renews.
     */
    private void forget() {
        connector = Optional.empty();
    }

    private String place() {
        if (config.place() instanceof Place.Remote remote) {
            String path = remote.url().getURLPath();
            return path.startsWith("/jndi/rmi://")
                    ? path.substring("/jndi/rmi://".length()).replace("/jmxrmi", "")
                    : remote.url().toString();
        }
        return config.place() instanceof Place.ByCommand command
                ? "the process " + command.glob()
                : "the process of " + ((Place.ByPidFile) config.place()).file();
    }

    @Override
    public void close() {
        connector.ifPresent(
                open -> {
                    try {
                        open.close();
                    } catch (IOException gone) {
                        // it has closed it itself
                    }
                });
        connector = Optional.empty();
    }
}
