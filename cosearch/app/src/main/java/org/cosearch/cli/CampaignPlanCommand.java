package org.cosearch.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cosearch.config.CampaignFile;
import org.cosearch.lab.CampaignPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code campaign plan}: checks a campaign file and tells what it would do, without doing it. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Check a campaign file and tell what it would measure and about how long that takes.",
        footer = {"", "Example: cosearch campaign plan host-settings"})
final class CampaignPlanCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "CAMPAIGN", description = "Name in configs/campaigns, or path of a .yaml file.")
    private String campaign = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CampaignPlan plan = CampaignPlan.of(CampaignFile.read(new ConfigReference("campaigns").file(campaign)));
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", plan.name());
            object.put("estimate_seconds", plan.estimate().toSeconds());
            object.put("plan", plan.lines());
            spec.commandLine().getOut().println(Json.of(object));
        } else {
            spec.commandLine().getOut().println(plan.name());
            plan.lines().forEach(spec.commandLine().getOut()::println);
        }
        return ExitCode.OK;
    }
}
