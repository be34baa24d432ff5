package dev.kinglet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** All commands there are. */
final class Commands {

    private static final List<Command> OWN = List.of(
            new Command("demo", "count the words of the JDK's sources, or of your text", DemoCommand::new),
            new Command("hello", "ten small calls through worker processes", HelloCommand::new),
            new Command("wordcount", "count words by a shuffle, to a file or the screen", WordCountCommand::new),
            new Command("sort", "sort 100-byte records by their first ten bytes", SortCommand::new),
            new Command("teragen", "make 100-byte records to sort", TeraGenCommand::new),
            new Command("teravalidate", "check that 100-byte records are sorted", TeraValidateCommand::new),
            new Command("run", "run a job from a jar", RunCommand::new),
            new Command("check", "try whether the store and the workers do what a job needs", CheckCommand::new),
            new Command("clean", "remove from the store what old jobs left there", CleanCommand::new),
            new Command("config", "show every setting, its value, and who gave it", ConfigCommand::new),
            new Command("version", "show the versions of Kinglet and Java", VersionCommand::new));

    private Commands() {}

    /** Those of this module alone: no other is looked for. */
    static List<Command> own() {
        return OWN;
    }

    /** Those of this module, and of those that are on the class path. */
    static List<Command> all() {
        List<Command> all = new ArrayList<>(OWN);
        for (CommandProvider provider :
                ServiceLoader.load(CommandProvider.class, CommandProvider.class.getClassLoader())) {
            all.add(new Command(provider.name(), provider.summary(), provider::command));
        }
        return all;
    }
}
