package millwright.agent.probe.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Names names = new Names(this::resolve);

    /** A name server that hangs where the name says so. */
    private InetAddress[] resolve(String host) throws UnknownHostException {
        asked.incrementAndGet();
        if (host.startsWith("hanging")) {
            try {
                answer.await();
            } catch (InterruptedException stopped) {
                throw new UnknownHostException(host);
            }
        }
        if (host.startsWith("unknown")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {
            InetAddress.getByAddress(host, new byte[] {10, 0, 0, 7}),
            InetAddress.getByAddress(
                    host, new byte[] {32, 1, 13, (byte) 184, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7})
        };
    }

    @AfterEach
    void close() {
        names.close();
    }

    @Test
    void aNameHasItsAddressesOfTheWantedFamily() throws Exception {
        assertThat(names.resolve("db", AddressFamily.ANY, LONG)).hasSize(2);
        assertThat(names.resolve("db", AddressFamily.IPV4, LONG))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("10.0.0.7");
        assertThat(names.resolve("db", AddressFamily.IPV6, LONG)).hasSize(1);
    }

    @Test
    void anAddressInDigitsIsNotLookedUp() throws Exception {
        assertThat(names.resolve("127.0.0.1", AddressFamily.ANY, LONG)).hasSize(1);
        assertThat(names.resolve("::1", AddressFamily.ANY, LONG)).hasSize(1);
        assertThat(asked).hasValue(0);
    }

    @Test
    void anUnknownNameIsSaidToBeSo() {
        assertThatThrownBy(() -> names.resolve("unknown", AddressFamily.ANY, LONG))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("there is no host unknown");
    }

    @Test
    void aLookUpThatHangsIsLeftAfterItsTimeAndNotBegunTwice() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> names.resolve("hanging", AddressFamily.ANY, 1))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("the name hanging is not resolved");
        }
        answer.countDown();
        assertThat(names.resolve("hanging", AddressFamily.ANY, LONG)).hasSize(2);
        assertThat(asked).hasValueBetween(1, 2); // two where the first was done by then
    }

    @Test
    void moreThanEightHangingLookUpsAreNotBegun() {
        for (int i = 1; i <= Names.HANGING_MAX; i++) {
            String host = "hanging-" + i;
            assertThatThrownBy(() -> names.resolve(host, AddressFamily.ANY, 1))
                    .isInstanceOf(InterruptedIOException.class);
        }
        assertThatThrownBy(() -> names.resolve("db", AddressFamily.ANY, LONG))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("8 look-ups of other names hang already");
    }
}
