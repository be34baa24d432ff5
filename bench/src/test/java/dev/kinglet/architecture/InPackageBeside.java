package dev.kinglet.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** Holds for the project's classes in any package but these. */
final class InPackageBeside extends DescribedPredicate<JavaClass> {

    private final List<String> allowed;

    InPackageBeside(String... allowed) {
        super("in a package of the project other than %s", List.of(allowed));
        this.allowed = List.of(allowed);
    }

    @Override
    public boolean test(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(ProjectClasses.ROOT + ".")
                && !allowed.contains(type.getPackageName());
    }
}
