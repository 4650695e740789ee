package org.cosearch.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.cosearch.device.Protocol;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.junit.jupiter.api.Test;

class ProtocolFilesTest {

    private static Protocol read(String name) {
        Path file = Path.of(System.getProperty("cosearch.root"), "configs", "protocols", name + ".yaml");
        return Yaml.read(file).bind(Protocol.class);
    }

    @Test
    void theFilesAreTheProtocolsOfTheProgram() {
        assertThat(read("standard")).isEqualTo(Protocol.standard());
        assertThat(read("quick")).isEqualTo(Protocol.quick());
    }

    @Test
    void aProtocolThatCannotBeIsRefusedInItsPlace() {
        String text = Yaml.write(Protocol.quick()).replace("min_sessions: 3", "min_sessions: 1");
        assertThatThrownBy(() -> Yaml.parse(text, "mine.yaml").bind(Protocol.class))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("mine.yaml")
                .hasMessageContaining("min_sessions (1) is not at least 2.");
    }
}
