package org.cosearch.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.accelerator.template.Domain;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.accelerator.template.TemplateSource;
import org.cosearch.yaml.YamlNode;

/** The ranges of a run file put in the place of those of its templates. */
public final class ResourceRanges {

    private ResourceRanges() {}

    /** The templates of a run with the ranges of the run. */
    public static List<TemplateSource> applied(RunFile run) {
        return run.templates().stream()
                .map(TemplateFile::source)
                .map(source -> applied(source, run.config().accelerator()))
                .toList();
    }

    /** Refuses a range of the run that a template cannot take. */
    static void check(YamlNode tree, AcceleratorConfig config, List<TemplateFile> templates) {
        ranges(config)
                .forEach((parameter, range) -> tree.at("accelerator." + parameter)
                        .make(() -> templates.stream()
                                .map(template -> template.source().with(parameter, range))
                                .toList()));
    }

    private static TemplateSource applied(TemplateSource source, AcceleratorConfig config) {
        TemplateSource result = source;
        for (Map.Entry<String, Domain> range : ranges(config).entrySet()) {
            result = result.with(range.getKey(), range.getValue());
        }
        return result;
    }

    /** By the name of the parameter, which is the key of the run file. */
    private static Map<String, Domain> ranges(AcceleratorConfig config) {
        Map<String, Domain> ranges = new LinkedHashMap<>();
        config.pes().ifPresent(range -> ranges.put(TemplateRanges.PES, steps(range)));
        config.globalBufferKib()
                .ifPresent(sizes -> ranges.put(TemplateRanges.GLOBAL_BUFFER_KIB, new Domain.Choices(sizes)));
        config.nocWordsPerCycle().ifPresent(range -> ranges.put(TemplateRanges.NOC_WORDS_PER_CYCLE, steps(range)));
        return ranges;
    }

    private static Domain steps(CountRange range) {
        return new Domain.Steps(range.min(), range.max(), range.step());
    }
}
