package org.cosearch.config;

import org.cosearch.accelerator.template.TemplateSource;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/**
 * A template of accelerators that a run refers to.
 *
 * @param name in the file
 * @param text canonical, without comments
 */
public record TemplateFile(String name, String text) {

    /** Where templates are looked up by their names. */
    static final String FOLDER = "accelerators";

    /**
     * Reads the file that a reference names: one of the project, or else one that comes with CoSearch.
     *
     * @throws YamlException if there is none, or it is refused
     */
    static TemplateFile read(YamlNode reference, ProjectFiles files) {
        String name = reference.text();
        if (!files.has(name, FOLDER) && Templates.builtIn().contains(name)) {
            return of(Yaml.parse(Templates.text(name), name + ".yaml"));
        }
        return of(Yaml.read(files.file(reference, FOLDER, Templates.builtIn())));
    }

    private static TemplateFile of(YamlNode root) {
        return new TemplateFile(TemplateSource.read(root).name(), Yaml.write(root));
    }

    /** What the file describes. */
    public TemplateSource source() {
        return TemplateSource.read(Yaml.parse(text, name + ".yaml"));
    }
}
