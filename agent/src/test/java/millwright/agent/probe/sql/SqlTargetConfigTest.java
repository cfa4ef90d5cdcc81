package millwright.agent.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.Test;

class SqlTargetConfigTest {
    private static List<SqlTargetConfig> read(String yaml) {
        return ConfigFile.readText(
                "agent.yaml",
                yaml,
                Map.of(),
                root -> {
                    List<SqlTargetConfig> configs = new ArrayList<>();
                    root.sections("sql", node -> configs.add(SqlTargetConfig.read(node)));
                    return configs;
                });
    }

    @Test
    void aTargetNeedsANameAndAnAddress() {
        SqlTargetConfig config =
                read("sql: [{name: erp, url: 'jdbc:sqlserver://db-07:1433;databaseName=master'}]")
                        .get(0);
        assertThat(config.kind()).isEqualTo(DatabaseKind.SQLSERVER);
        assertThat(config.schedule().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.schedule().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.groups()).containsExactlyInAnyOrderElementsOf(Questions.GROUPS);
        assertThat(config.queries()).isEmpty();
    }

    @Test
    void aSitesOwnQueryHasItsColumnsAndItsInterval() {
        Query query =
                read("""
                sql:
                  - name: shop
                    url: jdbc:mariadb://db-08/shop
                    user: millwright
                    password: secret
                    queries:
                      - name: orders_waiting
                        sql: SELECT shop, count(*) AS waiting FROM orders GROUP BY shop
                        values: [waiting]
                        tags: [shop]
                        interval: 5m
                """)
                        .get(0)
                        .queries()
                        .get(0);
        assertThat(query.measurement()).isEqualTo("db_orders_waiting");
        assertThat(query.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(query.tags()).containsOnlyKeys("shop");
    }

    @Test
    void everyProblemIsToldWithItsLine() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        sql:
                                          - name: a
                                            url: jdbc:oracle:thin:@db
                                          - name: b
                                            url: jdbc:postgresql://db/x?user=me&password=s3cret
                                          - name: c
                                            url: jdbc:postgresql://db/x
                                            groups: [connections, tables]
                                            connections_max: 0
                                            queries:
                                              - {name: sessions, sql: SELECT 1, values: [a]}
                                              - {name: Bad-Name, sql: SELECT 1, values: [a], tags: [server]}
                                              - {name: fast, sql: SELECT 1, values: [a], interval: 1s}
                                              - {name: twin, sql: SELECT 1, values: [a], tags: [a]}
                                              - {name: twin, sql: SELECT 1}
                                        """))
                .hasMessageContainingAll(
                        "line 3   sql.a.url: \"jdbc:oracle:thin:@db\" is no address",
                        "line 5   sql.b.url: has a user or a password in it",
                        "line 8   sql.c.groups: tables is none.",
                        "line 9   sql.c.connections_max: 0 is too little",
                        "line 11  sql.c.queries.sessions.name: db_sessions is measured already",
                        "line 12  sql.c.queries.Bad-Name.name: \"Bad-Name\" is no name",
                        "line 12  sql.c.queries.Bad-Name.tags: server is a tag of every sample",
                        "line 13  sql.c.queries.fast.interval: is shorter than the target's",
                        "line 14  sql.c.queries.twin.tags: a is among the values too",
                        "line 15  sql.c.queries[5].name: twin stands there twice",
                        "sql.c.queries[5].values: is required")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void twoDatabasesOfOneNameAreRefused() {
        assertThatThrownBy(
                        () ->
                                ConfigFile.readText(
                                        "agent.yaml",
                                        """
                                        sql:
                                          - {name: erp, url: 'jdbc:postgresql://a/x'}
                                          - {name: erp, url: 'jdbc:mysql://b/x'}
                                        """,
                                        Map.of(),
                                        SqlTargets::read))
                .hasMessageContaining("erp is another database's already");
    }

    @Test
    void openingConnectsToNothing() {
        SqlTargets targets =
                ConfigFile.readText(
                        "agent.yaml",
                        "sql: [{name: erp, url: 'jdbc:postgresql://nowhere.invalid/x', interval:"
                                + " 30s}]",
                        Map.of(),
                        SqlTargets::read);
        List<ScheduledSampler> samplers = targets.open();
        targets.close();
        assertThat(samplers).extracting(ScheduledSampler::name).containsExactly("postgresql/erp");
        assertThat(samplers.get(0).interval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theSecretIsNotInWhatItPrints() {
        assertThat(
                        read("sql: [{name: a, url: 'jdbc:mysql://b/x', user: u, password: s3cret}]")
                                .toString())
                .doesNotContain("s3cret");
    }
}
