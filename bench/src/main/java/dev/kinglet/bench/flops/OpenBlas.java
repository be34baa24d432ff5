package dev.kinglet.bench.flops;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** OpenBLAS, called by the JDK's own foreign functions. */
@SuppressWarnings("restricted") // to call a native library is what it is for
final class OpenBlas implements Multiplier {

    // Of the C interface: how matrices lie, and that they are taken as they are.
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;

    private final MethodHandle dgemm;
    private final String name;

    /**
     * The library once it is loaded.
     *
     * @param threads how many it may use for one multiplication
     * @throws Throwable whatever the library's first calls throw
     */
    OpenBlas(SymbolLookup library, int threads) throws Throwable {
        Linker linker = Linker.nativeLinker();
        dgemm = linker.downcallHandle(
                library.findOrThrow("cblas_dgemm"),
                FunctionDescriptor.ofVoid(
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_DOUBLE,
                        ADDRESS,
                        JAVA_INT));
        linker.downcallHandle(library.findOrThrow("openblas_set_num_threads"), FunctionDescriptor.ofVoid(JAVA_INT))
                .invokeExact(threads);
        MemorySegment core = (MemorySegment)
                linker.downcallHandle(library.findOrThrow("openblas_get_corename"), FunctionDescriptor.of(ADDRESS))
                        .invokeExact();
        name = "OpenBLAS for " + core.reinterpret(64).getString(0) + " from the jar of bytedeco";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void multiplyAdd(int size, MemorySegment a, MemorySegment b, MemorySegment c) {
        try {
            dgemm.invokeExact(
                    ROW_MAJOR, NO_TRANSPOSE, NO_TRANSPOSE, size, size, size, 1.0, a, size, b, size, 1.0, c, size);
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_dgemm could not be called: " + e, e);
        }
    }
}
