package dev.kinglet.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code kinglet.yaml}: one mapping from keys to scalars. Loaded only where there is a file, for the parser costs start-up time. */
final class SettingsFile {

    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /** The values by key, each with its file and line. */
    Map<String, GivenValue> read() {
        Optional<Node> root = compose();
        if (root.isEmpty()) {
            return Map.of();
        }
        if (!(root.get() instanceof MappingNode mapping)) {
            throw new IllegalArgumentException(
                    at(root.get()) + " is not a mapping; write one key a line, as in \"workers: 4\"");
        }
        Map<String, GivenValue> values = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = scalar(entry.getKeyNode(), "a key");
            String value = scalar(entry.getValueNode(), "the value of " + key);
            GivenValue previous = values.put(key, new GivenValue(value, at(entry.getKeyNode())));
            if (previous != null) {
                throw new IllegalArgumentException(key + " is given twice: at " + previous.origin() + " as \""
                        + previous.text() + "\", and at " + at(entry.getKeyNode()) + " as \"" + value + "\"");
            }
        }
        return values;
    }

    private Optional<Node> compose() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(true)
                .build();
        try {
            return new Compose(settings).composeString(Files.readString(file));
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new IllegalArgumentException(file + line + " is not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + " is not YAML: " + e.getMessage(), e);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e, e);
        }
    }

    private String scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new IllegalArgumentException(
                at(node) + ": " + what + " must be a single value; keys are flat, as in \"time-limit: 15m\"");
    }

    private String at(Node node) {
        return file
                + node.getStartMark()
                        .map(Mark::getLine)
                        .map(line -> ":" + (line + 1))
                        .orElse("");
    }
}
