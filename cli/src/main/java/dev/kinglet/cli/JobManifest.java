package dev.kinglet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** What the manifest of a program's jar asks {@code java -jar} for. */
record JobManifest(Attributes attributes) {

    private static final String AGENT = "Launcher-Agent-Class";

    /** That of a jar; an empty one where it has none, or the file is a folder. */
    static JobManifest of(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return new JobManifest(new Attributes());
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return new JobManifest(Optional.ofNullable(file.getManifest())
                    .map(Manifest::getMainAttributes)
                    .orElseGet(Attributes::new));
        } catch (IOException e) {
            throw new WrongUseException(jar + " is no jar that can be read: " + e.getMessage());
        }
    }

    Optional<String> mainClass() {
        return Optional.ofNullable(attributes.getValue(Attributes.Name.MAIN_CLASS))
                .map(String::strip);
    }

    /** What {@code java} would have done at its start, and nobody can do later: as flags of the JVM, and in words. */
    List<String> unmet(ClassLoader loader) {
        List<String> unmet = new ArrayList<>();
        flags("Add-Opens", "--add-opens", true, loader, unmet);
        flags("Add-Exports", "--add-exports", false, loader, unmet);
        if (attributes.getValue(AGENT) != null) {
            unmet.add("-javaagent with a jar whose Premain-Class is " + attributes.getValue(AGENT));
        }
        return unmet;
    }

    private void flags(String attribute, String flag, boolean opens, ClassLoader loader, List<String> unmet) {
        String value = attributes.getValue(attribute);
        for (String each :
                value == null ? List.<String>of() : List.of(value.strip().split("\\s+", -1))) {
            int slash = each.indexOf('/');
            if (slash > 0 && !isMet(each.substring(0, slash), each.substring(slash + 1), opens, loader)) {
                unmet.add(flag + "=" + each + "=ALL-UNNAMED");
            }
        }
    }

    private static boolean isMet(String module, String packageName, boolean opens, ClassLoader loader) {
        return ModuleLayer.boot()
                .findModule(module)
                .map(found -> opens
                        ? found.isOpen(packageName, loader.getUnnamedModule())
                        : found.isExported(packageName, loader.getUnnamedModule()))
                .orElse(true);
    }
}
