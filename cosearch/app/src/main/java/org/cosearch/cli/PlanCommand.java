package org.cosearch.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cosearch.session.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan}: checks a run file and tells what it would do, without doing it. */
@Command(
        name = "plan",
        description = "Check a run file and tell what it would do and how long it may take, without doing it.",
        footer = {"", "Example: cosearch plan configs/runs/quickstart.yaml"})
final class PlanCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN_FILE", description = "The run file (YAML).")
    Path runFile = Path.of("run.yaml");

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = Plan.of(runFile);
        if (json) {
            ObjectNode node = new JsonMapper()
                    .createObjectNode()
                    .put("name", plan.name())
                    .put("estimate_seconds", plan.estimate().toSeconds());
            plan.lines().forEach(node.putArray("plan")::add);
            command.commandLine().getOut().println(node);
        } else {
            command.commandLine().getOut().println(plan.name());
            plan.lines().forEach(command.commandLine().getOut()::println);
        }
        return ExitCode.OK;
    }
}
