package org.cosearch.accelerator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TechnologyTest {

    static final Path FOLDER =
            Path.of(System.getProperty("cosearch.root", "..")).resolve("configs/technologies");

    static Technology technology(String name) {
        return Technology.read(FOLDER.resolve(name + ".yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmos-45nm", "cmos-32nm"})
    void everyFileIsReadUnderItsName(String name) {
        Technology technology = technology(name);

        assertThat(technology.name()).isEqualTo(name);
        assertThat(technology.mac().source()).isNotBlank();
        assertThat(technology.sram().small().source()).isNotBlank();
        assertThat(technology.sram().large().source()).isNotBlank();
        assertThat(technology.register().source()).isNotBlank();
        assertThat(technology.dram().source()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmos-45nm", "cmos-32nm"})
    void theLawPassesThroughItsPoints(String name) {
        Sram sram = technology(name).sram();
        for (Sram.Point point : new Sram.Point[] {sram.small(), sram.large()}) {
            ActionEnergy energy = sram.energy(point.capacityBytes(), point.widthBits());
            assertThat(energy.readPicojoules()).isCloseTo(point.readPicojoules(), offset(1e-9));
            assertThat(energy.writePicojoules()).isCloseTo(point.writePicojoules(), offset(1e-9));
            assertThat(energy.leakPicojoules()).isCloseTo(point.leakPicojoules(), offset(1e-9));
            assertThat(sram.areaSquareMicrometers(point.capacityBytes()))
                    .isCloseTo(point.squareMicrometers(), offset(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmos-45nm", "cmos-32nm"})
    void theStatedErrorsAreThoseOfTheLaw(String name) {
        Sram sram = technology(name).sram();
        for (Sram.Check check : sram.checks()) {
            double law = sram.energy(check.capacityBytes(), check.widthBits()).readPicojoules();
            assertThat(100 * (law / check.readPicojoules() - 1))
                    .as("%s bytes", check.capacityBytes())
                    .isCloseTo(check.errorPercent(), offset(0.05));
        }
    }

    @Test
    void aBiggerMemoryCostsMoreOfEverything() {
        Sram sram = technology("cmos-45nm").sram();
        Laws.forAll(200, random -> 65.0 + random.nextInt(1 << 20), (bytes, random) -> {
            double more = bytes + 1 + random.nextInt(1 << 20);
            assertThat(sram.energy(more, 64).readPicojoules())
                    .isGreaterThan(sram.energy(bytes, 64).readPicojoules());
            assertThat(sram.areaSquareMicrometers(more)).isGreaterThan(sram.areaSquareMicrometers(bytes));
        });
    }

    @Test
    void registersAreCountedBitByBit() {
        ActionEnergy energy = technology("cmos-45nm").register().energy(128, 16);

        assertThat(energy.readPicojoules()).isCloseTo(16 * 0.009, offset(1e-9));
        assertThat(energy.leakPicojoules()).isZero();
    }

    @Test
    void dramBandwidthIsInWordsOfTheClock() {
        assertThat(technology("cmos-45nm").dramWordsPerCycle(8)).isCloseTo(17.064, offset(1e-9));
        assertThat(technology("cmos-45nm").dramWordsPerCycle(16)).isCloseTo(8.532, offset(1e-9));
    }
}
