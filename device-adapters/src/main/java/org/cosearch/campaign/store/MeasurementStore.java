package org.cosearch.campaign.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cosearch.device.Measurement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * Measurements and leases in an SQLite file, for any number of processes of one machine. What a call has returned from
 * is on the disk (write-ahead log, synchronous FULL) and survives a killed process.
 *
 * <p>After any error of the database its connection is discarded and the next call opens another: a connection that met
 * a full disk reports failures for what it has stored. Writes are repeatable, so a failed call may simply be made again.
 */
public final class MeasurementStore implements AutoCloseable {

    private static final int BUSY_MILLIS = 30_000;

    /** Held here, so that its level stays: Flyway tells of every step it takes. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private final Path file;
    private final SQLiteDataSource source;
    private final InstantSource clock;
    private Optional<Connection> connection = Optional.empty();

    private MeasurementStore(Path file, SQLiteDataSource source, InstantSource clock) {
        this.file = file;
        this.source = source;
        this.clock = clock;
    }

    /**
     * Opens a store, made if absent.
     *
     * @param clock by which leases expire; the same for all processes
     * @throws StoreException if the file is no store, or cannot be written
     */
    public static MeasurementStore open(Path file, InstantSource clock) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        FLYWAY.setLevel(Level.WARNING);
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:org/cosearch/campaign/store")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException("The store %s cannot be opened: %s".formatted(file, e.getMessage()), e);
        }
        return new MeasurementStore(file, source, clock);
    }

    @FunctionalInterface
    private interface Work<T> {
        T apply(Connection connection) throws SQLException;
    }

    /** One transaction. */
    private synchronized <T> T inTransaction(String doing, Work<T> work) {
        try {
            if (connection.isEmpty()) {
                connection = Optional.of(source.getConnection());
            }
            // by hand: without auto-commit the driver begins the next transaction, and locks, as soon as one ends
            execute(connection.get(), "BEGIN IMMEDIATE");
            T result = work.apply(connection.get());
            execute(connection.get(), "COMMIT");
            return result;
        } catch (SQLException e) {
            close();
            throw new StoreException("The store %s fails while %s: %s".formatted(file, doing, e.getMessage()), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    /**
     * Takes a device, if nobody holds it or the holder let its lease expire.
     *
     * @param holder a process, for people
     * @return empty if somebody else holds it
     */
    public Optional<Lease> acquire(String device, String holder, Duration length) {
        return inTransaction("taking device " + device, connection -> {
            long now = clock.millis();
            try (PreparedStatement take = connection.prepareStatement("""
                    INSERT INTO lease (device, holder, token, expires_millis) VALUES (?, ?, 1, ?)
                    ON CONFLICT (device) DO UPDATE
                    SET holder = excluded.holder, token = lease.token + 1, expires_millis = excluded.expires_millis
                    WHERE lease.expires_millis <= ?
                    RETURNING token""")) {
                take.setString(1, device);
                take.setString(2, holder);
                take.setLong(3, now + length.toMillis());
                take.setLong(4, now);
                try (ResultSet row = take.executeQuery()) {
                    return row.next() ? Optional.of(new Lease(device, holder, row.getLong(1))) : Optional.empty();
                }
            }
        });
    }

    /** Says that the holder is alive; false if the device has a new holder. */
    public boolean renew(Lease lease, Duration length) {
        return expireAt(lease, clock.millis() + length.toMillis());
    }

    /** Gives a device back; nothing if it has a new holder. */
    public void release(Lease lease) {
        expireAt(lease, 0);
    }

    private boolean expireAt(Lease lease, long millis) {
        return inTransaction("keeping device " + lease.device(), connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE lease SET expires_millis = ? WHERE device = ? AND token = ?")) {
                update.setLong(1, millis);
                update.setString(2, lease.device());
                update.setLong(3, lease.token());
                return update.executeUpdate() == 1;
            }
        });
    }

    /**
     * Keeps a measurement. One that is there already stays as it is, so this may be called again.
     *
     * @return false if the lease is lost, and nothing was kept
     * @throws IllegalArgumentException if the measurement is of another device than the lease
     */
    public boolean put(String campaign, Measurement measurement, Lease lease) {
        if (!measurement.device().equals(lease.device())) {
            throw new IllegalArgumentException("The lease is of device %s, the measurement of %s."
                    .formatted(lease.device(), measurement.device()));
        }
        String document = MeasurementJson.write(measurement);
        return inTransaction("keeping a measurement of " + measurement.device(), connection -> {
            if (!holds(connection, lease)) {
                return false;
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO measurement (campaign, device, network, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
                insert.setString(1, campaign);
                insert.setString(2, measurement.device());
                insert.setString(3, measurement.network());
                insert.setString(4, document);
                insert.executeUpdate();
                return true;
            }
        });
    }

    private static boolean holds(Connection connection, Lease lease) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM lease WHERE device = ? AND token = ?")) {
            query.setString(1, lease.device());
            query.setLong(2, lease.token());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The leases that have not expired, by device. */
    public List<Lease> leases() {
        return inTransaction("reading the leases", connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT device, holder, token FROM lease WHERE expires_millis > ? ORDER BY device")) {
                query.setLong(1, clock.millis());
                List<Lease> all = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        all.add(new Lease(rows.getString(1), rows.getString(2), rows.getLong(3)));
                    }
                }
                return List.copyOf(all);
            }
        });
    }

    /** All measurements of a campaign, by device and network. */
    public List<Measurement> measurements(String campaign) {
        return inTransaction("reading campaign " + campaign, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT document FROM measurement WHERE campaign = ? ORDER BY device, network")) {
                query.setString(1, campaign);
                List<Measurement> all = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        all.add(MeasurementJson.read(rows.getString(1)));
                    }
                }
                return List.copyOf(all);
            }
        });
    }

    /** Closes the file; a later call opens it again. */
    @Override
    public synchronized void close() {
        Optional<Connection> open = connection;
        connection = Optional.empty();
        if (open.isPresent()) {
            try {
                open.get().close();
            } catch (SQLException e) {
                // what was committed is on the disk; the rest is not wanted
            }
        }
    }
}
