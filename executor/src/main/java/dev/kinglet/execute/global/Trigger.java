package dev.kinglet.execute.global;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says that can change something global: the name of a method beside the name of a class of the JDK, in the constant pool,
 * be it a call or the strings for one by reflection.
 *
 * @param classes binary names
 * @param global is made when the first such class is loaded, before any of its code has run; null for what is looked at anyway
 */
record Trigger(
        List<String> classes,
        List<String> methods,
        @Nullable Supplier<Global<?>> global) {

    /** The methods that a class with these texts may call, or nothing. */
    List<String> mentioned(Set<String> texts) {
        boolean classIs = false;
        for (String name : classes) {
            classIs |= texts.contains(name.replace('.', '/')) || texts.contains(name);
        }
        return classIs ? methods.stream().filter(texts::contains).toList() : List.of();
    }
}
