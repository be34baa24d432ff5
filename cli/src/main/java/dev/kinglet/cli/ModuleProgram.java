package dev.kinglet.cli;

import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is a module, as {@code java -p path -m module/class} takes it. Its modules are run as a class path: what they keep to
 * themselves is not kept from Kinglet, which reads their records, and services count that are named under {@code META-INF}.
 *
 * @param path of the modules
 * @param main the class to run
 */
record ModuleProgram(JobPath path, String main) {

    /** @param what the module, and a class of it behind a slash unless the module names one */
    static ModuleProgram of(String modulePath, String what) throws IOException {
        JobPath named = JobPath.of(modulePath);
        int slash = what.indexOf('/');
        String module = slash < 0 ? what : what.substring(0, slash);
        try {
            ModuleFinder finder = ModuleFinder.of(named.places().toArray(Path[]::new));
            ModuleDescriptor descriptor = finder.find(module)
                    .orElseThrow(() -> new WrongUseException("module " + module + " is not in " + named))
                    .descriptor();
            String main = slash < 0
                    ? descriptor
                            .mainClass()
                            .orElseThrow(() -> new WrongUseException("module " + module
                                    + " does not name a main class; name it: " + module + "/com.acme.MyJob"))
                    : what.substring(slash + 1);
            return new ModuleProgram(new JobPath(places(finder, module), named.absent()), main);
        } catch (FindException e) {
            throw new WrongUseException("the module path " + named + " cannot be read: " + e.getMessage());
        }
    }

    /** Of the module itself first. */
    private static List<Path> places(ModuleFinder finder, String first) {
        List<Path> places = new ArrayList<>();
        for (ModuleReference module : finder.findAll()) {
            boolean begins = module.descriptor().name().equals(first);
            module.location().map(Path::of).ifPresent(place -> places.add(begins ? 0 : places.size(), place));
        }
        return places;
    }
}
