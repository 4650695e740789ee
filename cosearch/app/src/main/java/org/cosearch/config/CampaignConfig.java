package org.cosearch.config;

import java.util.List;
import java.util.Optional;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/**
 * A campaign file: every network on every device by one protocol.
 *
 * <p>What can be told from the file alone holds; {@link CampaignFile} also checks what it refers to.
 */
@Description("A measurement campaign: every network on every device by one protocol.")
public record CampaignConfig(
        @Description("Names the campaign and its folder: lower case letters, digits, '-', '_'.")
        String name,

        @Description("What the campaign is for, for people.")
        Optional<String> description,

        @Description("The seed of the sampled networks, of their weights and of the order of measurements.")
        long seed,

        @Description("The devices: files of configs/devices by their names, or paths relative to this file that end in"
                + " .yaml.")
        List<String> devices,

        @Description("The networks.") List<NetworkSource> networks,

        @Description("How to measure: a file of configs/protocols by its name, or a path relative to this file that"
                + " ends in .yaml.")
        String protocol,

        @Description("How many networks of the campaign, spread over their sizes, are measured again around every block"
                + " to notice a change of the device.")
        @Default("3")
        @Bounds(atLeast = 0, atMost = 9)
        int anchors,

        @Description("Devices that play the role of new ones in the exported data set; without it the last one.")
        @Default("[]")
        List<String> targets,

        @Description("Where measurements are kept: a PostgreSQL database as jdbc:postgresql://host/database; without it"
                + " a file in the campaign's folder.")
        Optional<String> store) {

    public CampaignConfig {
        PlainNames.require("name", name);
        devices = List.copyOf(devices);
        networks = List.copyOf(networks);
        targets = List.copyOf(targets);
        Lists.requireSome("devices", devices);
        Lists.requireSome("networks", networks);
        Lists.requireDistinct("targets", targets);
        Lists.requireDistinct(
                "networks", networks.stream().map(NetworkSource::name).toList());
        store.ifPresent(url -> {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException(
                        "the store (%s) is no PostgreSQL database.\nMaybe jdbc:postgresql://host/database."
                                .formatted(url));
            }
        });
    }

    CampaignConfig with(List<String> otherDevices, List<NetworkSource> otherNetworks, String otherProtocol) {
        return new CampaignConfig(
                name, description, seed, otherDevices, otherNetworks, otherProtocol, anchors, targets, store);
    }
}
