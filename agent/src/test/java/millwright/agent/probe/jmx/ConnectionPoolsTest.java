package millwright.agent.probe.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import millwright.agent.sample.SampleBatch;
import org.junit.jupiter.api.Test;

class ConnectionPoolsTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    /** A bean that has these attributes and leaves out the others, as all beans do. */
    private record Bean(Map<String, Object> values) implements DynamicMBean {
        @Override
        public Object getAttribute(String name) {
            return values.get(name);
        }

        @Override
        public AttributeList getAttributes(String[] names) {
            AttributeList list = new AttributeList();
            for (String name : names) {
                if (values.containsKey(name)) {
                    list.add(new Attribute(name, values.get(name)));
                }
            }
            return list;
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object invoke(String action, Object[] values, String[] signature) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo("Bean", "a bean", null, null, null, null);
        }
    }

    private void bean(String name, Map<String, Object> values) throws JMException {
        server.registerMBean(new Bean(values), new ObjectName(name));
    }

    private List<String> read(int most) throws Exception {
        SampleBatch batch = new SampleBatch(Map.of());
        new ConnectionPools(most).read(server, "erp", JmxReadings.AT, batch);
        return batch.lines().stream().map(JmxReadings::words).toList();
    }

    @Test
    void tomcatsDbcpPoolsAreToldByContext() throws Exception {
        String pool =
                "Catalina:type=DataSource,host=localhost,context=/shop,"
                        + "class=javax.sql.DataSource,name=\"jdbc/erp\"";
        bean(pool, Map.of("numActive", 6, "numIdle", 2, "maxTotal", 8, "username", "sa"));
        bean(pool + ",connectionpool=connections", Map.of("NumActive", 6, "MaxTotal", 8));
        assertThat(read(50))
                .containsExactly(
                        "connection_pool{pool=jdbc/erp@/shop, target=erp} active=6 idle=2 max=8"
                                + " used_percent=75.0");
    }

    @Test
    void tomcatsJdbcPoolTellsItsWaiters() throws Exception {
        bean(
                "tomcat.jdbc:type=ConnectionPool,name=\"erp\"",
                Map.of("Active", 3, "Idle", 1, "MaxActive", 4, "WaitCount", 2));
        assertThat(read(50))
                .containsExactly(
                        "connection_pool{pool=erp, target=erp} active=3 idle=1 pending=2 max=4"
                                + " used_percent=75.0");
    }

    @Test
    void aPoolWithoutLimitHasNoPercentage() throws Exception {
        bean(
                "Tomcat:type=DataSource,class=javax.sql.DataSource,name=erp",
                Map.of("numActive", 6, "numIdle", 2, "maxTotal", -1));
        assertThat(read(50))
                .containsExactly("connection_pool{pool=erp, target=erp} active=6 idle=2");
    }

    @Test
    void hikariOfBothNamings() throws Exception {
        Map<String, Object> pool =
                Map.of(
                        "ActiveConnections",
                        1,
                        "IdleConnections",
                        1,
                        "ThreadsAwaitingConnection",
                        0);
        bean("com.zaxxer.hikari:type=Pool (a)", pool);
        bean("com.zaxxer.hikari:type=PoolConfig (a)", Map.of("MaximumPoolSize", 2));
        bean("com.zaxxer.hikari:type=Pool,name=b", pool);
        bean("com.zaxxer.hikari:type=PoolConfig,name=b", Map.of("MaximumPoolSize", 4));
        assertThat(read(50))
                .containsExactlyInAnyOrder(
                        "connection_pool{pool=a, target=erp} active=1 idle=1 pending=0 max=2"
                                + " used_percent=50.0",
                        "connection_pool{pool=b, target=erp} active=1 idle=1 pending=0 max=4"
                                + " used_percent=25.0");
    }

    @Test
    void noMorePoolsThanTheBound() throws Exception {
        for (int i = 0; i < 9; i++) {
            bean(
                    "tomcat.jdbc:type=ConnectionPool,name=pool" + i,
                    Map.of("Active", 3, "Idle", 1, "MaxActive", 4));
        }
        assertThat(read(9)).hasSize(9);
        assertThat(read(8)).hasSize(8);
    }
}
