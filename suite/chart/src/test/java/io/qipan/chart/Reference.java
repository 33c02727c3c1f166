package io.qipan.chart;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The table of values, made of {@code values.yaml} and its comments. */
final class Reference {

    private final List<String> rows = new ArrayList<>();
    private final List<String> unexplained = new ArrayList<>();

    private Reference() {}

    static Reference of(String values) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        Reference reference = new Reference();
        reference.add("", (MappingNode) new Yaml(options).compose(new StringReader(values)));
        return reference;
    }

    private void add(String prefix, MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            String path = prefix + ((ScalarNode) tuple.getKeyNode()).getValue();
            String comment = comment(tuple.getKeyNode());
            boolean block = tuple.getValueNode() instanceof MappingNode inner
                    && inner.getFlowStyle() == DumperOptions.FlowStyle.BLOCK;
            if (block && (comment.isEmpty() || path.equals("defaults") || path.matches("services\\..*"))) {
                if (!comment.isEmpty()) {
                    rows.add("| `%s` | | %s |".formatted(path, comment));
                }
                add(path + ".", (MappingNode) tuple.getValueNode());
            } else if (comment.isEmpty()) {
                noteUnexplained(path, tuple.getValueNode());
            } else {
                rows.add("| `%s` | %s | %s |".formatted(path, shown(tuple.getValueNode()), comment));
            }
        }
    }

    /** What a service overrides is explained under {@code defaults}. */
    private void noteUnexplained(String path, Node value) {
        if (path.startsWith("services.")) {
            rows.add("| `%s` | %s | |".formatted(path, shown(value)));
        } else {
            unexplained.add(path);
        }
    }

    private static String comment(Node key) {
        List<CommentLine> lines = key.getBlockComments();
        return lines == null
                ? ""
                : lines.stream()
                        .map(line -> line.getValue().strip())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
    }

    /** A value as it stands in one line; what is longer is to be read in the file. */
    private static String shown(Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "" : "`" + scalar.getValue() + "`";
        }
        boolean empty = ((CollectionNode<?>) value).getValue().isEmpty();
        if (!empty) {
            return "see file";
        }
        return value instanceof MappingNode ? "`{}`" : "`[]`";
    }

    /** Keys without a comment. */
    List<String> unexplained() {
        return unexplained;
    }

    String table() {
        return "| value | default | meaning |\n|---|---|---|\n" + String.join("\n", rows) + "\n";
    }
}
