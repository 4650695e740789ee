package org.cosearch.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import org.cosearch.campaign.store.MeasurementStore;
import org.cosearch.config.CampaignFile;

/**
 * The folder of one campaign: {@code inputs/} (the campaign file and what it names, as a project of their own) and
 * {@code measurements.sqlite}, unless the campaign keeps its measurements in a database.
 */
public record CampaignFolder(Path path) {

    private static final String CAMPAIGN_FILE = "configs/campaigns/campaign.yaml";

    /**
     * A folder for a campaign: a new one, or that of the same campaign begun before.
     *
     * @throws IOException if another campaign is there already
     */
    public static CampaignFolder begin(CampaignFile campaign, Path path) throws IOException {
        CampaignFolder folder = new CampaignFolder(path);
        SortedMap<String, String> files = campaign.asProject();
        if (Files.exists(folder.campaignFile())) {
            SortedMap<String, String> before =
                    CampaignFile.read(folder.campaignFile()).asProject();
            if (!before.equals(files)) {
                throw new IOException(
                        "The folder %s holds another campaign, or this one before it was changed.%nMaybe name another folder with --output, or resume the old one: cosearch campaign resume %s"
                                .formatted(path, path));
            }
            return folder;
        }
        if (Files.exists(folder.store())) {
            throw new IOException("The folder %s holds measurements of an unknown campaign.%nMaybe name another folder."
                    .formatted(path));
        }
        String text = files.remove(CAMPAIGN_FILE);
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(folder.inputs().resolve(file.getKey()), file.getValue());
        }
        write(folder.campaignFile(), String.valueOf(text)); // last: a folder that has one is complete
        return folder;
    }

    /**
     * The folder of a campaign that was begun.
     *
     * @throws IOException if it is none
     */
    public static CampaignFolder existing(Path path) throws IOException {
        CampaignFolder folder = new CampaignFolder(path);
        if (!Files.isRegularFile(folder.campaignFile())) {
            throw new IOException("%s is not the folder of a campaign: it has no %s.%nMaybe run the campaign first."
                    .formatted(path, path.relativize(folder.campaignFile())));
        }
        return folder;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path inputs() {
        return path.resolve("inputs");
    }

    private Path campaignFile() {
        return inputs().resolve(CAMPAIGN_FILE);
    }

    private Path store() {
        return path.resolve("measurements.sqlite");
    }

    /** The campaign as it was begun. */
    public CampaignFile campaign() {
        return CampaignFile.read(campaignFile());
    }

    /** The measurements of the campaign. */
    MeasurementStore open(CampaignFile campaign, InstantSource clock) {
        return MeasurementStore.open(store(), clock);
    }
}
