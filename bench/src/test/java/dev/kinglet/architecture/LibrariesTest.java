package dev.kinglet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each library has its place, so that what does not need it does not load it, and it can be replaced there. */
class LibrariesTest {

    @ParameterizedTest
    @CsvSource({
        "io.minio.., dev.kinglet.storage.s3 | dev.kinglet.bench.storage",
        "okhttp3.., dev.kinglet.storage.s3",
        "com.amazonaws.., dev.kinglet.execute.lambda",
        "software.amazon.., dev.kinglet.execute.lambda",
        "com.esotericsoftware.., dev.kinglet.closure",
        "com.google.flatbuffers.., dev.kinglet.columns",
        "org.apache.arrow.flatbuf.., dev.kinglet.columns",
        "org.apache.arrow.memory.., dev.kinglet.columns",
        "org.apache.arrow.vector.ipc.., dev.kinglet.columns",
        "org.brotli.., dev.kinglet.columns.parquet",
        "org.snakeyaml.., dev.kinglet.config",
        "org.openjdk.jmh.., dev.kinglet.bench..",
    })
    void aLibraryIsUsedInOnePlace(String library, String place) {
        noClasses()
                .that()
                .resideOutsideOfPackages(place.split(" \\| ", -1))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(ProjectClasses.ALL);
    }

    @ParameterizedTest
    @CsvSource("picocli..")
    void theParserOfCommandLinesIsUsedByCommandsOnly(String library) {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.kinglet.cli", "dev.kinglet.bench")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(ProjectClasses.ALL);
    }
}
