package org.cosearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cosearch.device.Protocol;
import org.cosearch.yaml.Yaml;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The schemas of {@code configs/schema}: made from the records, and met by the files of {@code configs}.
 *
 * <p>Run with {@code -Dschema.write=true}, the test writes them.
 */
final class SchemaTest {

    private static final Path CONFIGS = Path.of(System.getProperty("cosearch.root"), "configs");

    private static final Map<String, Class<?>> TYPES = Map.of(
            "run",
            RunConfig.class,
            "space",
            SpaceFile.class,
            "device",
            DeviceConfig.class,
            "campaign",
            CampaignConfig.class,
            "protocol",
            Protocol.class);

    @TestFactory
    Stream<DynamicTest> theSchemasAreThoseOfTheRecords() {
        return TYPES.entrySet().stream()
                .map(type -> DynamicTest.dynamicTest(type.getKey(), () -> {
                    Path file = CONFIGS.resolve("schema/%s.schema.json".formatted(type.getKey()));
                    String made = Schemas.of(type.getValue());
                    if (Boolean.getBoolean("schema.write")) {
                        Files.createDirectories(file.getParent());
                        Files.writeString(file, made);
                    }
                    assertThat(file)
                            .as(
                                    "%s is stale.%nMaybe run: mvn -pl cosearch/app -am test -Dtest=SchemaTest"
                                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dschema.write=true",
                                    file)
                            .hasContent(made);
                }));
    }

    @TestFactory
    Stream<DynamicTest> theExampleFilesMeetTheirSchema() throws IOException {
        return Stream.of(
                        examples("runs", "run"),
                        examples("spaces", "space"),
                        examples("devices", "device"),
                        examples("campaigns", "campaign"),
                        examples("protocols", "protocol"))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> examples(String folder, String schema) throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS.resolve(folder))) {
            List<Path> yaml = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(yaml).isNotEmpty();
            return yaml.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            folder + "/" + file.getFileName(),
                            () -> assertThat(schema(schema).validate(json(file)))
                                    .isEmpty()));
        }
    }

    private static Schema schema(String name) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Schemas.of(Objects.requireNonNull(TYPES.get(name))));
    }

    private static JsonNode json(Path yaml) {
        return new ObjectMapper().valueToTree(Yaml.read(yaml).plain());
    }

    /** What the schema refuses is refused by the reader as well, so an editor shows no false alarm. */
    @Test
    void theSchemaAcceptsTheSoundRunAndRefusesTheMisspelt() throws Exception {
        Path runs = Path.of(Objects.requireNonNull(SchemaTest.class.getResource("/malformed/runs"))
                .toURI());
        assertThat(schema("run").validate(json(runs.resolve("sound.yaml")))).isEmpty();
        for (String misspelt : List.of(
                "unknown-key",
                "misspelt-inner-key",
                "missing-key",
                "missing-variant",
                "key-of-another-variant",
                "unknown-strategy",
                "unknown-dataset",
                "quoted-number",
                "fraction-for-count",
                "zero-epochs",
                "momentum-of-one",
                "zero-buffer",
                "objective-unknown-metric",
                "spec-unknown-metric",
                "spec-with-unit")) {
            assertThat(schema("run").validate(json(runs.resolve(misspelt + ".yaml"))))
                    .as(misspelt)
                    .isNotEmpty();
        }
    }
}
