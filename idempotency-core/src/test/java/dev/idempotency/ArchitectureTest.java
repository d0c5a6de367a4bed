package dev.idempotency;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.idempotency.persistence.CachingPersistenceStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final String ROOT = "dev.idempotency";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final List<String> READ_IN_THE_MIDDLE = List.of(
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Boolean.getBoolean",
            "java.lang.Integer.getInteger",
            "java.lang.Long.getLong",
            Instant.class.getName() + ".now",
            LocalDateTime.class.getName() + ".now",
            ZonedDateTime.class.getName() + ".now",
            Clock.class.getName() + ".systemUTC",
            Clock.class.getName() + ".systemDefaultZone");

    @Test
    void rulesSeeTheClasses() {
        assertThat(CLASSES)
                .extracting(JavaClass::getPackageName)
                .contains(ROOT, ROOT + ".persistence", ROOT + ".key", ROOT + ".codec", ROOT + ".error");
        assertThat(CLASSES).extracting(JavaClass::getSimpleName).doesNotContain("ArchitectureTest");
    }

    @Test
    void packagesAreAcyclic() {
        check(slices().assignedFrom(byPackage()).should().beFreeOfCycles());
    }

    @Test
    void nothingDependsOnTheRootPackage() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT));
    }

    /** Package, and those of ours that it may use. */
    @ParameterizedTest
    @ValueSource(strings = {"persistence:", "error:persistence", "codec:", "key:error"})
    void leavesDependOnNothingElseOfOurs(String rule) {
        String name = ROOT + "." + rule.substring(0, rule.indexOf(':'));
        String allowed = ROOT + "." + rule.substring(rule.indexOf(':') + 1);

        check(noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat(are(resideInAPackage(ROOT + ".."))
                        .and(DescribedPredicate.not(resideInAnyPackage(name, allowed)))));
    }

    @Test
    void coreKnowsNoCloudAndNoFramework() {
        check(classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "com.fasterxml.jackson..",
                        "io.burt.jmespath..",
                        "com.github.benmanes.caffeine..")));
    }

    @Test
    void jacksonStaysInKeyCodecAndConfig() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".key..", ROOT + ".codec..")
                .and(DescribedPredicate.not(belongToAnyOf(
                        Idempotency.class, IdempotencyConfig.class, IdempotencyConfig.Builder.class, Settings.class)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.."));
    }

    @Test
    void jmesPathStaysInKey() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".key..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.burt.."));
    }

    @Test
    void caffeineStaysInOneClass() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(CachingPersistenceStore.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes.."));
    }

    @Test
    void packagesAreNamedAfterWhatTheyHold() {
        check(noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..helper..", "..internal..", "..impl..", "..constants.."));
    }

    @Test
    void classesAreNamedAfterTheirRoles() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Handler|Impl|Data)(\\$.*)?")
                .orShould()
                .haveNameMatching(".*[.$](Base|Abstract)[A-Z].*"));
    }

    @Test
    void atMostThreeInFiveTypesArePublic() {
        List<JavaClass> types = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
        long open = types.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        assertThat(open * 100 / types.size())
                .as("percentage of public types: %d of %d", open, types.size())
                .isLessThanOrEqualTo(60);
    }

    @Test
    void environmentAndClockAreReadInOnePlaceEach() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(Environment.class, SystemTiming.class)
                .should()
                .accessTargetWhere(describe(
                        "refers to the environment or the clock",
                        access -> READ_IN_THE_MIDDLE.contains(access.getTargetOwner()
                                        .getName() + "." + access.getTarget().getName()))));
    }

    @Test
    void nothingStaticIsMutable() {
        check(fields().that().areStatic().should().beFinal());
        check(noFields()
                .that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveRawType(describe(
                        "array, collection, map, atomic or thread-local", type -> type.isArray() || isMutable(type))));
    }

    /** What a static {@code List.of()} or {@code Map.of()} is declared as may stay. */
    private static boolean isMutable(JavaClass type) {
        return type.getPackageName().startsWith("java.util.concurrent")
                || type.getName().equals("java.lang.ThreadLocal")
                || type.getName().matches("java\\.util\\.\\w+(List|Map|Set|Deque|Queue)");
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static SliceAssignment byPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(ROOT)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages, the root package included";
            }
        };
    }
}
