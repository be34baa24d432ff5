package dev.kinglet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import dev.kinglet.store.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds for every class or package. */
class ConventionsTest {

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        List<String> without = ProjectClasses.ALL.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(described -> !described.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(without).isEmpty();
    }

    /** As far as constants show it: a key that is built of pieces without {@code jobs/} or {@code code/} is not seen. */
    @Test
    void keysInTheStoreAreBuiltByOneClass() {
        List<String> others = ProjectClasses.ALL.stream()
                .filter(type -> !type.isEquivalentTo(Keys.class))
                .filter(type -> constants(type).anyMatch(ConventionsTest::isKey))
                .map(JavaClass::getName)
                .toList();

        assertThat(others).isEmpty();
        assertThat(constants(ProjectClasses.ALL.get(Keys.class)).anyMatch(ConventionsTest::isKey))
                .isTrue();
    }

    /** To look one up has the JDK look for services in each jar of the class path, which a program that has nothing to log need not wait for. */
    @Test
    void loggersAreLookedUpWhereSomethingIsLogged() {
        List<String> fields = ProjectClasses.ALL.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(System.Logger.class))
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .map(JavaField::getFullName)
                .toList();

        assertThat(fields).isEmpty();
    }

    private static boolean isKey(String constant) {
        return constant.startsWith("jobs/") || constant.startsWith("code/");
    }

    /** The strings in a class file, those that concatenation is made of included. */
    private static Stream<String> constants(JavaClass type) {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            Iterable<PoolEntry> pool = ClassFile.of().parse(file.readAllBytes()).constantPool();
            return StreamSupport.stream(pool.spliterator(), false)
                    .filter(StringEntry.class::isInstance)
                    .map(entry -> ((StringEntry) entry).stringValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
