package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Writes a path of the default file system as its text. What lies there is another question, on another machine. */
final class PathSerializer extends Serializer<Path> {

    @Override
    public void write(Kryo kryo, Output output, Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new RefusedException(
                    path,
                    path.getClass(),
                    "which is a path of a file system that is open in this process only. Open it inside the function.");
        }
        output.writeString(path.toString());
    }

    @Override
    public Path read(Kryo kryo, Input input, Class<? extends Path> type) {
        return Path.of(input.readString());
    }
}
