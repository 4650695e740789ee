package org.cosearch.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.campaign.Campaign;
import org.cosearch.config.CampaignFile;
import org.cosearch.config.DeviceFile;
import org.cosearch.device.Device;
import org.cosearch.workload.Network;
import org.cosearch.yaml.Nearest;

/**
 * A campaign file with its devices and networks made.
 *
 * @param subjects in the order of the campaign's networks
 */
record LabCampaign(CampaignFile file, Campaign campaign, List<Subject> subjects) {

    LabCampaign {
        subjects = List.copyOf(subjects);
    }

    /**
     * The campaign that a file means.
     *
     * @throws IllegalArgumentException if a network or a device of it cannot be
     */
    static LabCampaign of(CampaignFile file) throws IOException {
        List<Subject> subjects = Subjects.of(file);
        List<Network> networks = subjects.stream().map(Subject::network).toList();
        List<Device> devices = new ArrayList<>();
        for (DeviceFile device : file.devices()) {
            devices.addAll(Devices.of(device, new RandomWeights(file.config().seed())));
        }
        Campaign campaign = new Campaign(
                file.config().name(),
                devices,
                networks,
                anchors(networks, file.config().anchors()),
                file.protocol(),
                file.config().seed());
        LabCampaign lab = new LabCampaign(file, campaign, subjects);
        lab.targets();
        return lab;
    }

    /** Networks at equal distances of the list by multiply-accumulates, the least and the greatest included. */
    private static List<Network> anchors(List<Network> networks, int count) {
        List<Network> bySize = networks.stream()
                .sorted(Comparator.comparingLong(Network::macs).thenComparing(Network::name))
                .toList();
        Set<Network> anchors = new HashSet<>();
        List<Network> inOrder = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int place = count == 1 ? bySize.size() / 2 : Math.round((float) i * (bySize.size() - 1) / (count - 1));
            if (anchors.add(bySize.get(place))) {
                inOrder.add(bySize.get(place));
            }
        }
        return inOrder;
    }

    /** The names of the devices that play the role of new ones in the exported data set. */
    List<String> targets() {
        List<String> names =
                campaign.devices().stream().map(device -> device.info().name()).toList();
        for (String target : file.config().targets()) {
            if (!names.contains(target)) {
                throw new IllegalArgumentException("The target (%s) is no device of campaign %s.%n%s"
                        .formatted(target, campaign.name(), Nearest.advice(target, names)));
            }
        }
        return file.config().targets().isEmpty()
                ? List.of(names.get(names.size() - 1))
                : file.config().targets();
    }
}
