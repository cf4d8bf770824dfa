package dev.troth.proofs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may use whom: modules in the order of the build, and the phases of the language in the order of reading. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.troth.spec", "dev.troth.statemachine", "dev.troth.reference");

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static ArchRule isolated(String part, String... from) {
        return noClasses()
                .that()
                .resideInAPackage(part)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(from);
    }

    @Test
    void theLanguageKnowsNothingOfTheMachinesAndTheInterpreter() {
        holds(isolated("dev.troth.spec..", "dev.troth.statemachine..", "dev.troth.reference.."));
    }

    @Test
    void theMachinesKnowNothingOfTheInterpreter() {
        holds(isolated("dev.troth.statemachine..", "dev.troth.reference.."));
    }

    @Test
    void textsAreTheGround() {
        holds(isolated(
                "dev.troth.spec.text..",
                "dev.troth.spec.diagnostic..",
                "dev.troth.spec.syntax..",
                "dev.troth.spec.model..",
                "dev.troth.spec.resolve..",
                "dev.troth.spec.lint..",
                "dev.troth.spec.library..",
                "dev.troth.spec.format.."));
    }

    @Test
    void diagnosticsKnowOnlyTexts() {
        holds(isolated(
                "dev.troth.spec.diagnostic..",
                "dev.troth.spec.syntax..",
                "dev.troth.spec.model..",
                "dev.troth.spec.resolve..",
                "dev.troth.spec.lint..",
                "dev.troth.spec.library..",
                "dev.troth.spec.format.."));
    }

    @Test
    void syntaxDoesNotKnowWhatItMeans() {
        holds(isolated(
                "dev.troth.spec.syntax..",
                "dev.troth.spec.model..",
                "dev.troth.spec.resolve..",
                "dev.troth.spec.lint..",
                "dev.troth.spec.library..",
                "dev.troth.spec.format.."));
    }

    @Test
    void theModelDoesNotKnowHowItIsWritten() {
        holds(isolated(
                "dev.troth.spec.model..",
                "dev.troth.spec.syntax..",
                "dev.troth.spec.diagnostic..",
                "dev.troth.spec.resolve..",
                "dev.troth.spec.lint..",
                "dev.troth.spec.library..",
                "dev.troth.spec.format.."));
    }

    @Test
    void lintReadsTheModelAlone() {
        holds(isolated(
                "dev.troth.spec.lint..",
                "dev.troth.spec.syntax..",
                "dev.troth.spec.resolve..",
                "dev.troth.spec.library.."));
    }

    @Test
    void theLayoutReadsTheSyntaxAlone() {
        holds(isolated(
                "dev.troth.spec.format..",
                "dev.troth.spec.model..",
                "dev.troth.spec.resolve..",
                "dev.troth.spec.lint..",
                "dev.troth.spec.library.."));
    }

    @Test
    void resolvingNeedsNeitherLintNorLibrary() {
        holds(isolated("dev.troth.spec.resolve..", "dev.troth.spec.lint..", "dev.troth.spec.library.."));
    }

    @Test
    void laterStagesReadTheModelAndNotTheSyntax() {
        holds(isolated("dev.troth.statemachine..", "dev.troth.spec.syntax..", "dev.troth.spec.resolve.."));
    }

    @Test
    void noPackagesOfTheLanguageUseEachOtherInACircle() {
        holds(slices().matching("dev.troth.spec.(*)..").should().beFreeOfCycles());
    }
}
