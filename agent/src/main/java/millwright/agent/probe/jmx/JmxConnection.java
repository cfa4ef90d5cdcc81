package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.TIMED_OUT;

import java.io.IOException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;
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

    @SuppressWarnings("BanJNDI") // no name is looked up here: the stub is at hand
    private void connect() {
        Map<String, Object> environment = new HashMap<>();
        // no thread of RMI's own that asks now and then whether the peer is there
        environment.put("jmx.remote.x.client.connection.check.period", 0L);
        try {
            RMIConnector fresh;
            if (config.place() instanceof Place.Remote remote) {
                remote.login()
                        .ifPresent(
                                login ->
                                        environment.put(
                                                JMXConnector.CREDENTIALS,
                                                new String[] {
                                                    login.user(), login.password().reveal()
                                                }));
                fresh = new RMIConnector(serverOf(remote), environment);
            } else {
                fresh = new RMIConnector(LocalProcess.find(config.place()), environment);
            }
            fresh.connect();
            connector = Optional.of(fresh);
        } catch (IOException | NotBoundException | SecurityException failed) {
            throw JmxFailures.connecting(failed, place());
        }
    }

    /** Without JNDI, which would follow a name to anywhere. */
    private static RMIServer serverOf(Place.Remote remote) throws IOException, NotBoundException {
        Remote found =
                LocateRegistry.getRegistry(remote.host(), remote.port()).lookup(remote.object());
        if (found instanceof RMIServer server) {
            return server;
        }
        throw new NotBoundException(remote.object() + " is something else");
    }

    /**
     * Without a word to the peer, which may be hanging; it drops a connection that nobody renews.
     */
    private void forget() {
        connector = Optional.empty();
    }

    private String place() {
        if (config.place() instanceof Place.Remote remote) {
            return remote.host() + ":" + remote.port();
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
