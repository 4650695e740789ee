package org.cosearch.campaign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The store in a real PostgreSQL, which takes seconds to start. */
@Tag("slow")
class PostgresStoreTest extends MeasurementStoreContract {

    private static final String USER = "postgres";

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String url() {
        return "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        open().close();
        execute("TRUNCATE measurement, lease");
    }

    @Override
    MeasurementStore open() {
        return MeasurementStore.connect(url(), USER, "");
    }

    @Override
    void pass(long millis) throws SQLException {
        execute("UPDATE lease SET expires_millis = expires_millis - " + millis);
    }

    @Test
    void sixteenProcessesMeasureEverythingOnce() throws Exception {
        List<String> told = SharedCampaign.measureBySixteen(List.of(url(), USER));
        assertThat(told).doesNotHaveDuplicates();
        try (MeasurementStore store = open()) {
            assertThat(store.measurements(SharedCampaign.NAME))
                    .hasSize(SharedCampaign.DEVICES * SharedCampaign.NETWORKS)
                    .extracting(one -> one.device() + " " + one.network())
                    .doesNotHaveDuplicates()
                    .containsAll(told);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsSecrets() {
        assertThatThrownBy(() ->
                        MeasurementStore.connect("jdbc:postgresql://localhost:1/lab?user=me&password=secret", "", ""))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:postgresql://localhost:1/lab")
                .hasMessageNotContaining("secret");
    }
}
