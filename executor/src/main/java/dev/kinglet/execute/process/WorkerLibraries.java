package dev.kinglet.execute.process;

import java.util.List;

/** The libraries that workers may need beside Kinglet's modules: a class of each, by which its jar is found. */
final class WorkerLibraries {

    /** Those that every worker needs. */
    static final List<String> ALWAYS = List.of(
            "com.esotericsoftware.kryo.Kryo",
            "com.esotericsoftware.minlog.Log",
            "org.objenesis.Objenesis",
            "org.apache.arrow.flatbuf.Schema",
            "com.google.flatbuffers.FlatBufferBuilder");

    /**
     * Libraries that only some jobs need: those that read or write S3, a compression or a file format.
     *
     * @param jars how the names of their jars begin
     * @param resources files that they have, by which they are found where no jar of the class path has such a name
     */
    record Optional(String jars, List<String> resources) {}

    /**
     * They stand at the end of the class path, where a jar is opened only if a class is in none before it. Those of the client for S3 are found
     * by {@link #S3}, where a job uses it.
     */
    static final List<Optional> OPTIONAL = List.of(
            // Kryo's, whose classes are too old for an ahead-of-time cache: to load one opens every jar before it.
            optional("reflectasm-", "com/esotericsoftware/reflectasm/ConstructorAccess.class"),
            optional("minio-"),
            optional("okhttp-"),
            optional("okio-"),
            optional("kotlin-stdlib-"),
            optional(
                    "jackson-",
                    "tools/jackson/core/JsonParser.class",
                    "com/fasterxml/jackson/core/JsonParser.class",
                    "com/fasterxml/jackson/databind/ObjectMapper.class",
                    "com/fasterxml/jackson/annotation/JsonProperty.class",
                    "com/fasterxml/jackson/datatype/jsr310/JavaTimeModule.class"),
            optional("guava-"),
            optional("failureaccess-"),
            optional("simple-xml-"),
            optional("commons-codec-", "org/apache/commons/codec/binary/Hex.class"),
            optional("commons-compress-"),
            optional("commons-io-"),
            optional("commons-lang3-"),
            optional("snappy-java-"),
            optional("zstd-jni-", "com/github/luben/zstd/Zstd.class"),
            optional("arrow-vector-", "org/apache/arrow/vector/VectorSchemaRoot.class"),
            optional(
                    "arrow-memory-",
                    "org/apache/arrow/memory/BufferAllocator.class",
                    "org/apache/arrow/memory/unsafe/DefaultAllocationManagerFactory.class",
                    "org/apache/arrow/memory/netty/DefaultAllocationManagerFactory.class"),
            optional("slf4j-api-", "org/slf4j/Logger.class"));

    /**
     * Brotli's, which a file format may use and few programs have: in jars of other names they are looked for only where the rest is, too, for
     * to look for what is nowhere opens every jar of the class path.
     */
    static final List<Optional> RARE = List.of(optional("dec-", "org/brotli/dec/BrotliInputStream.class"));

    /** Those that S3 needs. */
    static final List<String> S3 = List.of(
            "io.minio.MinioClient",
            "io.minio.MinioAsyncClient",
            "okhttp3.OkHttpClient",
            "okio.Okio",
            "kotlin.Unit",
            "kotlin.jvm.internal.Intrinsics",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule",
            "com.google.common.collect.ImmutableMap",
            "com.google.common.util.concurrent.internal.InternalFutureFailureAccess",
            "org.simpleframework.xml.core.Persister",
            "org.bouncycastle.jce.provider.BouncyCastleProvider",
            "org.bouncycastle.util.Arrays",
            "org.apache.commons.codec.binary.Hex",
            "org.apache.commons.compress.archivers.ArchiveEntry",
            "org.apache.commons.io.IOUtils",
            "org.apache.commons.lang3.StringUtils",
            "org.xerial.snappy.Snappy");

    private static Optional optional(String jars, String... resources) {
        return new Optional(jars, List.of(resources));
    }

    private WorkerLibraries() {}
}
