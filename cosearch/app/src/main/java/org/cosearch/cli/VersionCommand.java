package org.cosearch.cli;

import java.util.concurrent.Callable;
import org.cosearch.session.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}: what this is and what it runs on. */
@Command(name = "version", description = "Print the versions of CoSearch and of what it runs on.")
final class VersionCommand implements Callable<Integer> {

    /** The lines of {@code --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Surroundings here = Surroundings.here();
            return new String[] {
                "cosearch " + here.version(),
                "commit " + here.gitCommit(),
                "Java " + here.javaVersion(),
                "TensorFlow Java " + here.tensorFlowVersion(),
                here.operatingSystem() + ", " + here.cores() + " cores, " + here.cpu()
            };
        }
    }

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        for (String line : new Provider().getVersion()) {
            command.commandLine().getOut().println(line);
        }
        return ExitCode.OK;
    }
}
