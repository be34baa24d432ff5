package dev.kinglet.job;

import dev.kinglet.closure.CodeFinder;
import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.stage.CodeStore;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the inputs of one stage, and ships the code of classes that turn up in them and that the function does not mention (the input is a
 * {@code Circle}, the function says {@code Shape}). Confined to one thread at a time.
 */
final class InputEncoder {

    private final StageRun stage;
    private final CodeFinder finder;
    private final CodeStore codeStore;
    private final KryoValueCodec codec;
    private final Set<Class<?>> shipped = new HashSet<>();

    InputEncoder(StageRun stage, CodeFinder finder, CodeStore codeStore) {
        this.stage = stage;
        this.finder = finder;
        this.codeStore = codeStore;
        this.codec = new KryoValueCodec(InputEncoder.class.getClassLoader());
    }

    byte[] encode(@Nullable Object input) {
        return codec.encode(input, "input");
    }

    /** Whether there is code to be shipped before calls whose inputs were encoded since the last time are announced. */
    boolean hasNewCode() {
        return !shipped.containsAll(codec.classesSeen());
    }

    /** To be called before calls whose inputs were encoded since the last time are announced. */
    void shipNewCode() {
        if (shipped.addAll(codec.classesSeen())) {
            ProgramCode code = finder.codeFor(shipped);
            codeStore.storeAll(code.artifacts(), stage.job.store());
            stage.addCode(code);
        }
    }
}
