package org.cosearch.campaign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.device.Estimate;
import org.cosearch.device.Fault;
import org.cosearch.device.Measurement;
import org.cosearch.device.Property;
import org.cosearch.device.Protocol;
import org.cosearch.device.SessionSamples;
import org.cosearch.device.Status;
import org.junit.jupiter.api.Test;

/** What every store promises. */
abstract class MeasurementStoreContract {

    static final Duration MINUTE = Duration.ofMinutes(1);

    /** Another connection to the same store. */
    abstract MeasurementStore open();

    /** Lets time pass for leases. */
    abstract void pass(long millis) throws Exception;

    static Measurement.Taken taken(String device, String network) {
        List<Double> samples =
                IntStream.range(0, 15).mapToObj(i -> 1e6 + i / 3.0).toList();
        return new Measurement.Taken(
                device,
                network,
                Protocol.standard(),
                List.of(new SessionSamples(samples, 7, 12.5, true), new SessionSamples(samples, 7, 3, false)),
                new Estimate(1.000002, 0.01, 0.99, 1.1, 1.2, 0.98, 0.5, 0.25, 0),
                Status.UNCONVERGED,
                List.of("the interval is \"wide\""),
                List.of(new Property("runtime", "test 1=1")),
                Instant.parse("2026-11-01T12:00:00.123456Z"));
    }

    @Test
    void whatIsKeptComesBackAsItWas() {
        Measurement failed = new Measurement.Failed("d", "b", Fault.OUT_OF_MEMORY, "Too large.\nMaybe not.");
        try (MeasurementStore store = open()) {
            Lease lease = store.acquire("d", "me", MINUTE).orElseThrow();
            assertThat(store.put("c", failed, lease)).isTrue();
            assertThat(store.put("c", taken("d", "a"), lease)).isTrue();
            assertThat(store.put("other", taken("d", "a"), lease)).isTrue();
        }
        try (MeasurementStore store = open()) {
            assertThat(store.measurements("c")).containsExactly(taken("d", "a"), failed);
            assertThat(store.measurements("none")).isEmpty();
        }
    }

    @Test
    void keepingTwiceKeepsTheFirst() {
        try (MeasurementStore store = open()) {
            Lease lease = store.acquire("d", "me", MINUTE).orElseThrow();
            store.put("c", taken("d", "a"), lease);
            assertThat(store.put("c", new Measurement.Failed("d", "a", Fault.CRASHED, "Later."), lease))
                    .isTrue();
            assertThat(store.measurements("c")).containsExactly(taken("d", "a"));
        }
    }

    @Test
    void aDeviceHasOneHolderUntilItsLeaseExpires() throws Exception {
        try (MeasurementStore mine = open();
                MeasurementStore yours = open()) {
            Lease first = mine.acquire("d", "me", MINUTE).orElseThrow();
            assertThat(yours.acquire("d", "you", MINUTE)).isEmpty();
            assertThat(yours.acquire("other", "you", MINUTE)).isPresent();
            pass(50_000);
            assertThat(mine.renew(first, MINUTE)).isTrue();
            pass(50_000);
            assertThat(yours.acquire("d", "you", MINUTE)).isEmpty();
            pass(10_000);
            Lease second = yours.acquire("d", "you", MINUTE).orElseThrow();
            assertThat(second.token()).isGreaterThan(first.token());
        }
    }

    @Test
    void aLateHolderIsRefused() throws Exception {
        try (MeasurementStore mine = open();
                MeasurementStore yours = open()) {
            Lease old = mine.acquire("d", "me", MINUTE).orElseThrow();
            pass(60_000);
            Lease current = yours.acquire("d", "you", MINUTE).orElseThrow();
            assertThat(mine.put("c", taken("d", "a"), old)).isFalse();
            assertThat(mine.renew(old, MINUTE)).isFalse();
            mine.release(old);
            assertThat(yours.put("c", taken("d", "b"), current)).isTrue();
            assertThat(mine.measurements("c")).containsExactly(taken("d", "b"));
        }
    }

    @Test
    void aDeviceThatIsGivenBackMayBeTakenAtOnce() {
        try (MeasurementStore store = open()) {
            store.release(store.acquire("d", "me", MINUTE).orElseThrow());
            assertThat(store.acquire("d", "you", MINUTE)).isPresent();
        }
    }

    @Test
    void aLeaseIsForItsOwnDevice() {
        try (MeasurementStore store = open()) {
            Lease lease = store.acquire("d", "me", MINUTE).orElseThrow();
            assertThatThrownBy(() -> store.put("c", taken("other", "a"), lease))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The lease is of device d, the measurement of other.");
        }
    }

    @Test
    void leasesAreListedUntilTheyExpire() throws Exception {
        try (MeasurementStore store = open()) {
            Lease lease = store.acquire("d", "me", MINUTE).orElseThrow();
            assertThat(store.leases()).containsExactly(lease);
            pass(60_001);
            assertThat(store.leases()).isEmpty();
        }
    }
}
