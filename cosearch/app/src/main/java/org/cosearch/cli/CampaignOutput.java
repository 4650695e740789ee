package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cosearch.device.Status;
import org.cosearch.lab.CampaignFolder;
import org.cosearch.lab.CampaignSession;
import org.cosearch.lab.CampaignSession.DeviceStatus;
import picocli.CommandLine.Option;

/** What the commands that measure share: progress, Ctrl-C, and the table in the end. */
final class CampaignOutput {

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the result as one JSON object, and no progress.")
    private boolean json;

    /** Measures what is missing, until the end or Ctrl-C. */
    int execute(CampaignFolder folder, Terminal terminal) throws IOException {
        try (Interruption interruption = Interruption.ofThisThread();
                CampaignSession session = CampaignSession.open(folder, InstantSource.system())) {
            boolean shown = !quiet && !json;
            if (shown) {
                terminal.err().printf("%s in %s%n", session.name(), folder.path());
                terminal.err().flush();
            }
            CampaignProgress progress = new CampaignProgress(
                    shown ? terminal.err() : new PrintWriter(PrintWriter.nullWriter()),
                    terminal.interactive(),
                    InstantSource.system());
            try {
                session.run(progress);
            } catch (InterruptedException stopped) {
                progress.close();
                terminal.err().println("Stopped. Resume with: bin/cosearch campaign resume " + folder.path());
                terminal.err().flush();
                return ExitCode.FAILED;
            }
            progress.close();
            if (json) {
                terminal.out().println(Json.of(json(session)));
            } else {
                table(session, terminal.out());
            }
            terminal.out().flush();
            return ExitCode.OK;
        }
    }

    /** How far a campaign is, for people. */
    static void table(CampaignSession session, PrintWriter out) {
        Table table = new Table(
                List.of(
                        "device",
                        "networks",
                        "ok",
                        "unconverged",
                        "throttled",
                        "suspect",
                        "failed",
                        "missing",
                        "held by"),
                List.of(1, 2, 3, 4, 5, 6, 7));
        for (DeviceStatus one : session.status()) {
            table.add(
                    one.device(),
                    (long) one.networks(),
                    (long) one.taken(Status.OK),
                    (long) one.taken(Status.UNCONVERGED),
                    (long) one.taken(Status.THROTTLED),
                    (long) one.taken(Status.SUSPECT),
                    (long) one.failed(),
                    (long) one.missing(),
                    one.holder().orElse(""));
        }
        table.print(out);
    }

    /** How far a campaign is, for programs. */
    static Map<String, Object> json(CampaignSession session) {
        List<Map<String, Object>> devices = new ArrayList<>();
        int missing = 0;
        for (DeviceStatus one : session.status()) {
            Map<String, Object> device = new LinkedHashMap<>();
            device.put("device", one.device());
            device.put("networks", one.networks());
            for (Status status : Status.values()) {
                device.put(status.name().toLowerCase(Locale.ROOT), one.taken(status));
            }
            device.put("failed", one.failed());
            device.put("missing", one.missing());
            one.holder().ifPresent(holder -> device.put("held_by", holder));
            devices.add(device);
            missing += one.missing();
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("campaign", session.name());
        object.put("missing", missing);
        object.put("devices", devices);
        return object;
    }
}
