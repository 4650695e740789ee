package org.cosearch.hardware;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.hardware.ChipCost.LayerRun;
import org.cosearch.workload.Network;

/** Runs layer after layer, network after network, on the one sub-accelerator of a chip. */
record OneByOne(NetworkCostModel costs) implements ChipCostModel {

    @Override
    public ChipCost cost(List<Network> networks, Chip chip) {
        if (chip.subAccelerators().size() != 1) {
            throw new IllegalArgumentException("The chip has %d sub-accelerators, which need a schedule: %s."
                    .formatted(chip.subAccelerators().size(), chip.names()));
        }
        List<LayerRun> runs = new ArrayList<>();
        long cycle = 0;
        for (int i = 0; i < networks.size(); i++) {
            NetworkCost cost =
                    costs.cost(networks.get(i), chip.subAccelerators().get(0));
            if (cost instanceof NetworkCost.DoesNotFit misfit) {
                return new ChipCost.DoesNotFit(i, misfit.layer(), misfit.reason());
            }
            for (LayerCost layer : ((NetworkCost.Costed) cost).layers()) {
                if (layer.treatment() != LayerCost.Treatment.FUSED) {
                    long end = cycle + layer.cycles();
                    runs.add(new LayerRun(i, layer.layer(), 0, cycle, end, layer.energyPicojoules()));
                    cycle = end;
                }
            }
        }
        return new ChipCost.Costed(runs, chip.clockMegahertz(), 0, chip.areaSquareMicrometers() * 1e-6);
    }
}
