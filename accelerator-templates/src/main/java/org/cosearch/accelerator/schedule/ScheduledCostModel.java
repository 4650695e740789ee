package org.cosearch.accelerator.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Chip;
import org.cosearch.hardware.ChipCost;
import org.cosearch.hardware.ChipCost.LayerRun;
import org.cosearch.hardware.ChipCostModel;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.workload.Network;

/**
 * The cost of networks whose layers are assigned to the sub-accelerators of a chip by a {@link Scheduler}: with least
 * energy within a latency, or, where there is none or it cannot be met, as fast as possible (NASAIC, Yang et al. 2020,
 * section IV). A chip of one sub-accelerator runs layer after layer, network after network.
 *
 * <p>Activations go from layer to layer through DRAM, so that it costs nothing more if another sub-accelerator reads them.
 * A sub-accelerator that waits leaks; the scheduler does not know that, it minimises the energy of the layers.
 */
public final class ScheduledCostModel implements ChipCostModel {

    private final ChipCostModel oneByOne;
    private final NetworkJobs jobs;
    private final Scheduler scheduler;
    private final OptionalDouble latencyMs;

    /**
     * @param costs of the layers on each sub-accelerator; a layer's must not depend on its neighbours in the network
     * @param latencyMs within which the networks have to end, if anything is asked
     */
    public ScheduledCostModel(NetworkCostModel costs, Scheduler scheduler, OptionalDouble latencyMs) {
        this.oneByOne = ChipCostModel.oneByOne(costs);
        this.jobs = new NetworkJobs(costs, Interconnect.sharedDram());
        this.scheduler = scheduler;
        this.latencyMs = latencyMs;
    }

    @Override
    public ChipCost cost(List<Network> networks, Chip chip) {
        if (chip.subAccelerators().size() == 1) {
            return oneByOne.cost(networks, chip);
        }
        ScheduleProblem problem = jobs.problem(networks, chip.subAccelerators());
        Scheduler.Result result = scheduler.schedule(problem, goal(chip));
        if (result instanceof Scheduler.RunsNowhere nowhere) {
            return new ChipCost.DoesNotFit(
                    network(problem, nowhere.network()), nowhere.layer(), String.join(" ", nowhere.reasons()));
        }
        return costed(problem, schedule(result), chip);
    }

    private Goal goal(Chip chip) {
        return latencyMs.isPresent()
                ? new Goal.LeastEnergy((long) Math.floor(latencyMs.getAsDouble() * chip.clockMegahertz() * 1e3))
                : new Goal.LeastMakespan();
    }

    private static Schedule schedule(Scheduler.Result result) {
        return result instanceof Scheduler.MissesLatency late
                ? late.fastest()
                : ((Scheduler.Scheduled) result).schedule();
    }

    private static ChipCost.Costed costed(ScheduleProblem problem, Schedule schedule, Chip chip) {
        List<LayerRun> runs = new ArrayList<>(schedule.assignments().size());
        long[] idle = new long[chip.subAccelerators().size()];
        Arrays.fill(idle, schedule.makespanCycles());
        for (Schedule.Assignment each : schedule.assignments()) {
            int sub = problem.subAccelerators().indexOf(each.subAccelerator());
            runs.add(new LayerRun(
                    network(problem, each.network()),
                    each.layer(),
                    sub,
                    each.startCycle(),
                    each.endCycle(),
                    each.energyPicojoules()));
            idle[sub] -= each.endCycle() - each.startCycle();
        }
        double idlePicojoules = 0;
        for (int i = 0; i < idle.length; i++) {
            Accelerator sub = chip.subAccelerators().get(i);
            idlePicojoules += sub.leakPicojoulesPerCycle() * idle[i];
        }
        return new ChipCost.Costed(runs, chip.clockMegahertz(), idlePicojoules, chip.areaSquareMicrometers() * 1e-6);
    }

    private static int network(ScheduleProblem problem, String name) {
        for (int i = 0; i < problem.networks().size(); i++) {
            if (problem.networks().get(i).network().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("The problem has no network (%s).".formatted(name));
    }
}
