package ch.meuthak.lotse.console.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The template as data, with every short form ({@code !Ref x}) written out ({@code {"Ref": "x"}}).
 *
 * @param text the file as it is
 */
record StackTemplate(String text, JsonNode tree) {
    /** Tests run in the console's folder. */
    static final Path FILE =
            Path.of("../.github/infrastructure/stack.yaml").toAbsolutePath().normalize();

    static StackTemplate read() throws IOException {
        String text = Files.readString(FILE);
        Object data = new Yaml(new ShortForms()).load(text);
        return new StackTemplate(text, new ObjectMapper().valueToTree(data));
    }

    /** What the resource is made with. */
    JsonNode properties(String resource) {
        return tree.at("/Resources/" + resource + "/Properties");
    }

    JsonNode parameters() {
        return tree.path("Parameters");
    }

    /** The resources by their names. */
    Map<String, JsonNode> resources() {
        var resources = new TreeMap<String, JsonNode>();
        tree.path("Resources").properties().forEach(one -> resources.put(one.getKey(), one.getValue()));
        return resources;
    }

    private static final class ShortForms extends SafeConstructor {
        ShortForms() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new Function());
        }

        private final class Function extends AbstractConstruct {
            @Override
            public Object construct(Node node) {
                String name = node.getTag().getValue().substring(1);
                Object argument =
                        switch (node) {
                            case ScalarNode text
                            when name.equals("GetAtt") ->
                                List.of(text.getValue().split("\\.", 2));
                            case ScalarNode text -> text.getValue();
                            case SequenceNode list -> constructSequence(list);
                            case MappingNode map -> constructMapping(map);
                            default -> throw new IllegalStateException(node.toString());
                        };
                return Map.of(name.equals("Ref") ? name : "Fn::" + name, argument);
            }
        }
    }
}
