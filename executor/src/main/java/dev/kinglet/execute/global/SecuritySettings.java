package dev.kinglet.execute.global;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Security providers in their order, and the security properties that the JDK's own file names. */
final class SecuritySettings implements Global<SecuritySettings.State> {

    /** The file says of what can be set, but is not, what it would look like. */
    private static final Pattern PROPERTY = Pattern.compile("^#?([a-zA-Z][\\w.-]*)=.*");

    record State(List<Provider> providers, Map<String, String> properties) {}

    private final List<String> names = names();

    private static List<String> names() {
        Path file = Path.of(System.getProperty("java.home"), "conf", "security", "java.security");
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            return lines.map(PROPERTY::matcher)
                    .filter(Matcher::matches)
                    .map(line -> line.group(1))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            return List.of("networkaddress.cache.ttl", "networkaddress.cache.negative.ttl");
        }
    }

    @Override
    public State now() {
        Map<String, String> properties = new HashMap<>();
        for (String name : names) {
            String value = Security.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new State(List.of(Security.getProviders()), properties);
    }

    @Override
    public boolean is(State state) {
        return now().equals(state);
    }

    @Override
    public boolean set(State state) {
        for (Provider provider : Security.getProviders()) {
            Security.removeProvider(provider.getName());
        }
        state.providers().forEach(Security::addProvider);
        // What the JDK has read of properties it may have kept.
        return now().properties().equals(state.properties()) && is(state);
    }
}
