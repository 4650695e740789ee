package org.cosearch.config;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Variants;

/** How designs are proposed. */
@Variants("strategy")
public sealed interface SearchConfig {

    /** The elitist genetic algorithm of Deb et al. 2002. */
    @Description("NSGA-II, the elitist genetic algorithm of Deb et al. 2002.")
    record Nsga2(
            @Description("The size of the population and of its offspring.") @Default("40") @Bounds(atLeast = 2)
            int population)
            implements SearchConfig {}

    /** Independent random designs. */
    @Description("Independent random designs.")
    @Name("random")
    record RandomDesigns() implements SearchConfig {}
}
