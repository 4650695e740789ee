package org.cosearch.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cosearch.adapter.child.ChildDevice;
import org.cosearch.adapter.remote.Agent;
import org.cosearch.config.DeviceFile;
import org.cosearch.device.Device;
import org.cosearch.lab.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code agent}: lends devices of this machine to clients that it believes. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = "Lend devices of this machine to clients with a certificate that is believed, one client each.",
        footer = {
            "",
            "The password of the files is read from COSEARCH_TLS_PASSWORD. Ctrl-C ends the agent and its sessions.",
            "Example: cosearch agent host-kernels --listen 0.0.0.0:7070 --keys lab-3.p12 --trusted clients.p12"
        })
final class AgentCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DEVICE",
            arity = "1..*",
            description = "What is lent: names in configs/devices, or paths of .yaml files.")
    private List<String> names = List.of();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7070",
            description = "Where to listen. Default: ${DEFAULT-VALUE}")
    private String listen = "127.0.0.1:7070";

    @Option(names = "--keys", required = true, paramLabel = "FILE", description = "The key of this agent, PKCS#12.")
    private Path keys = Path.of("");

    @Option(
            names = "--trusted",
            required = true,
            paramLabel = "FILE",
            description = "The certificates of clients that are believed, PKCS#12.")
    private Path trusted = Path.of("");

    @Override
    public Integer call() throws IOException {
        List<ChildDevice> lent = new ArrayList<>();
        for (String name : names) {
            for (Device device : Devices.of(DeviceFile.read(new ConfigReference("devices").file(name)))) {
                if (!(device instanceof ChildDevice child)
                        || device.info().adapter().equals("remote")) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "Device %s (%s) runs in no process of this machine and cannot be lent."
                                    .formatted(
                                            device.info().name(), device.info().adapter()));
                }
                lent.add(child);
            }
        }
        try (Interruption interruption = Interruption.ofThisThread();
                Agent agent = Agent.start(address(), Devices.tls(keys, trusted), lent, Agent.Patience.standard())) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "lending %s on port %d%n",
                            String.join(
                                    ", ",
                                    lent.stream()
                                            .map(device -> device.info().name())
                                            .toList()),
                            agent.port());
            spec.commandLine().getOut().flush();
            agent.await();
            return ExitCode.OK;
        } catch (InterruptedException stopped) {
            return ExitCode.OK;
        }
    }

    private InetSocketAddress address() throws IOException {
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new ParameterException(
                    spec.commandLine(), "The address (%s) is not of the form host:port.".formatted(listen));
        }
        int port = Integer.parseInt(listen.substring(colon + 1));
        if (port > 65_535) {
            throw new ParameterException(spec.commandLine(), "The port (%d) is above 65535.".formatted(port));
        }
        return new InetSocketAddress(InetAddress.getByName(listen.substring(0, colon)), port);
    }
}
