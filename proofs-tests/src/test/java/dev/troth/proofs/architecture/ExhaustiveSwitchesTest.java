package dev.troth.proofs.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * A switch over a sealed type of the model says what it does with each case. A {@code default} would take a new case, or
 * one that was forgotten, for one that means nothing: analyses that did so have called broken protocols safe.
 */
class ExhaustiveSwitchesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().endsWith("proofs-tests")
            ? Path.of("").toAbsolutePath().getParent()
            : Path.of("").toAbsolutePath();

    /** What is read: all of the language and the formal model, and what decides verdicts in the reference. */
    private static final List<String> READ = List.of(
            "spec/src/main/java",
            "statemachine/src/main/java",
            "reference/src/main/java/dev/troth/reference/attack",
            "reference/src/main/java/dev/troth/reference/fuzz",
            "reference/src/main/java/dev/troth/reference/mutate",
            "reference/src/main/java/dev/troth/reference/report");

    /** Types of the model: a switch over a sealed one of them has no {@code default}. */
    private static final List<String> MODEL =
            List.of("dev.troth.spec.model.", "dev.troth.statemachine.", "dev.troth.reference.fuzz.");

    /**
     * Files that still have such switches, to be emptied: names of files without their folders. A file that has none any
     * more must leave this list.
     */
    private static final Set<String> STILL =
            Set.of("Canon.java", "Consequence.java", "Knowledge.java", "Terms.java", "Rewriting.java");

    @Test
    void noSwitchOverTheModelHasADefault() throws IOException {
        Set<String> found = new TreeSet<>();
        Set<String> exempt = new TreeSet<>();
        for (Default at : defaults(sources())) {
            if (STILL.contains(at.file())) {
                exempt.add(at.file());
            } else {
                found.add(at.toString());
            }
        }
        assertEquals(Set.of(), found);
        assertEquals(STILL, exempt, "files that need no exemption any more");
    }

    /** The check itself finds what it looks for. */
    @Test
    void aDefaultIsFoundInEveryForm() throws IOException {
        String text = """
                package dev.troth.statemachine.sample;
                class Sample {
                    sealed interface S permits A, B {}
                    record A() implements S {}
                    record B() implements S {}
                    enum E { X, Y }
                    int one(S s) { return switch (s) { case A a -> 1; default -> 2; }; }
                    int two(S s) { switch (s) { case A a: return 1; default: return 2; } }
                    int three(S s) { return switch (s) { case A a -> 1; case null, default -> 2; }; }
                    int four(S s) { return switch (s) { case A a -> 1; case B b -> 2; }; }
                    int five(E e) { return switch (e) { case X -> 1; default -> 2; }; }
                    <T extends S> int six(T t) { return switch (t) { case A a -> 1; default -> 2; }; }
                }
                """;
        JavaFileObject sample =
                new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        assertEquals(
                List.of(7L, 8L, 9L, 12L),
                defaults(List.of(sample)).stream().map(Default::line).toList());
    }

    private record Default(String file, long line, String type) {
        @Override
        public String toString() {
            return file + ":" + line + ": default in a switch over " + type;
        }
    }

    private static List<JavaFileObject> sources() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String folder : READ) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(f -> f.toString().endsWith(".java"))
                        .filter(f -> !f.endsWith("package-info.java"))
                        .forEach(paths::add);
            }
        }
        assertFalse(paths.isEmpty());
        StandardJavaFileManager manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
        List<JavaFileObject> sources = new ArrayList<>();
        manager.getJavaFileObjectsFromPaths(paths).forEach(sources::add);
        return sources;
    }

    private static List<Default> defaults(List<JavaFileObject> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none", "-cp", classes), null, sources);
        List<Default> found = new ArrayList<>();
        Iterable<? extends CompilationUnitTree> units = task.parse();
        task.analyze();
        Trees trees = Trees.instance(task);
        for (CompilationUnitTree unit : units) {
            new Scanner(trees, unit, found).scan(unit, null);
        }
        return found;
    }

    /** Looks at each switch of a file with the type of what it is over. */
    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final Trees trees;
        private final CompilationUnitTree unit;
        private final List<Default> found;

        Scanner(Trees trees, CompilationUnitTree unit, List<Default> found) {
            this.trees = trees;
            this.unit = unit;
            this.found = found;
        }

        @Override
        public Void visitSwitch(SwitchTree tree, Void none) {
            cases(tree.getExpression(), tree.getCases());
            return super.visitSwitch(tree, none);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree tree, Void none) {
            cases(tree.getExpression(), tree.getCases());
            return super.visitSwitchExpression(tree, none);
        }

        private void cases(ExpressionTree selector, List<? extends CaseTree> cases) {
            TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
            String sealed = sealed(type);
            for (CaseTree one : cases) {
                boolean isDefault = one.getLabels().stream().anyMatch(l -> l instanceof DefaultCaseLabelTree);
                if (sealed != null && isDefault) {
                    long line = unit.getLineMap()
                            .getLineNumber(trees.getSourcePositions().getStartPosition(unit, one));
                    Path file = Path.of(unit.getSourceFile().getName());
                    found.add(new Default(file.getFileName().toString(), line, sealed));
                }
            }
        }

        /** The name of a sealed type of the model that a value is of, or null. */
        private static String sealed(TypeMirror type) {
            if (type instanceof javax.lang.model.type.TypeVariable variable) {
                return sealed(variable.getUpperBound());
            }
            if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
                String name = element.getQualifiedName().toString();
                if (element.getModifiers().contains(Modifier.SEALED)
                        && MODEL.stream().anyMatch(name::startsWith)) {
                    return name;
                }
            }
            return null;
        }
    }
}
