package org.cosearch.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cosearch.campaign.store.Lease;
import org.cosearch.device.Measurement;
import org.cosearch.device.Status;
import org.cosearch.lab.CampaignSession;

/** The progress of a campaign as text: measurements done, time left, doubts, and the last measurement. */
final class CampaignProgress implements CampaignSession.Watcher {

    private final LiveLine shown;
    private final boolean terminal;
    private final InstantSource clock;
    private Instant start = Instant.EPOCH;
    private int before;
    private int all;
    private int done;
    private int doubtful;
    private int failed;

    CampaignProgress(PrintWriter out, boolean terminal, InstantSource clock) {
        this.shown = new LiveLine(out, terminal, clock);
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void begun(int measured, int campaign) {
        start = clock.instant();
        before = measured;
        done = measured;
        all = campaign;
        if (measured > 0) {
            shown.show("%d/%d measurements are there already".formatted(measured, all), false);
        }
    }

    @Override
    public void measured(Measurement measurement) {
        done++;
        String last;
        if (measurement instanceof Measurement.Taken taken) {
            doubtful += taken.status() == Status.OK ? 0 : 1;
            last = String.format(
                    Locale.ROOT,
                    "%s on %s: %.4g ms ± %.1f %%",
                    taken.network(),
                    taken.device(),
                    taken.estimate().meanMs(),
                    taken.estimate().halfWidthPercent());
        } else {
            failed++;
            last = "%s on %s failed".formatted(measurement.network(), measurement.device());
        }
        String line = "%s%d/%d measurements  %s  %d not ok  %d failed  %s"
                .formatted(
                        terminal ? LiveLine.bar(done, all) + "  " : "",
                        done,
                        all,
                        LiveLine.left(Duration.between(start, clock.instant()), done - before, all - done),
                        doubtful,
                        failed,
                        last);
        shown.show(line, done == all);
    }

    @Override
    public void waiting(List<Lease> others) {
        shown.show(
                "%d/%d measurements  waiting for %s"
                        .formatted(
                                done,
                                all,
                                others.stream()
                                        .map(lease -> lease.device() + " (" + lease.holder() + ")")
                                        .collect(Collectors.joining(", "))),
                false);
    }

    /** Ends the drawn line. */
    void close() {
        shown.close();
    }
}
