package org.cosearch.campaign.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;

/**
 * What differs between databases.
 *
 * @param begin starts a transaction that sees what it will write over
 * @param lock at the end of a query: nobody changes the row until the transaction ends
 * @param clock by which leases expire
 */
record Dialect(String begin, String lock, Clock clock) {

    /** A time that all processes of a store agree on. */
    @FunctionalInterface
    interface Clock {
        long nowMillis(Connection connection) throws SQLException;
    }

    /** One writer at a time locks the whole file, so rows need no lock. */
    static Dialect sqlite(InstantSource clock) {
        return new Dialect("BEGIN IMMEDIATE", "", connection -> clock.millis());
    }

    /** Clocks of machines differ; the server has one. */
    static Dialect postgresql() {
        return new Dialect("BEGIN", " FOR UPDATE", connection -> {
            try (Statement query = connection.createStatement();
                    ResultSet row =
                            query.executeQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    long nowMillis(Connection connection) throws SQLException {
        return clock.nowMillis(connection);
    }
}
