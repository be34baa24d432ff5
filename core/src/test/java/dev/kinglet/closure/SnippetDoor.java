package dev.kinglet.closure;

import dev.kinglet.RemoteFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What snippets of a JShell session call, in whatever process the session runs. */
public final class SnippetDoor {

    private SnippetDoor() {}

    /** Captures a function and writes it, and its jars, to a directory. */
    public static String capture(String directory, RemoteFunction<Integer, Object> function) throws IOException {
        CapturedClosure closure = new ClosureCapture(new CodeFinder()).capture(function, "mapper");
        Path root = Files.createDirectories(Path.of(directory));
        Files.write(root.resolve("closure"), closure.bytes());
        List<Path> jars = Sources.ship(closure.code().artifacts(), root.resolve("cache"));
        Files.write(root.resolve("jars"), jars.stream().map(Path::toString).toList());
        Files.write(root.resolve("names"), Sources.names(closure.code().artifacts()));
        return "captured";
    }
}
