package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Files of at most 400 lines, methods of at most 40, constructors of at most 5 arguments. */
class SizeBudgetTest {

  private static final int FILE_LINES_MAX = 400;
  private static final int METHOD_LINES_MAX = 40;
  private static final int CONSTRUCTOR_ARGUMENTS_MAX = 5;

  @Test
  void files_methods_and_constructors_stay_small() throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(Path.of("src"))) {
      files = tree.filter(path -> path.toString().endsWith(".java")).toList();
    }
    List<String> tooLarge = new ArrayList<>();
    for (Path file : files) {
      long lines = Files.readString(file).lines().count();
      if (lines > FILE_LINES_MAX) {
        tooLarge.add(file + ": " + lines + " lines, at most " + FILE_LINES_MAX);
      }
    }
    tooLarge.addAll(largeMembers(files));
    assertThat(tooLarge).isEmpty();
  }

  private static List<String> largeMembers(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MemberScanner(unit, positions, found).scan(unit, null);
      }
    }
    return found;
  }

  private static final class MemberScanner extends TreeScanner<Void, ClassTree> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    MemberScanner(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, ClassTree owner) {
      long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
      long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
      String name = unit.getSourceFile().getName() + ":" + first + " " + method.getName();
      if (last - first + 1 > METHOD_LINES_MAX) {
        found.add(name + ": " + (last - first + 1) + " lines, at most " + METHOD_LINES_MAX);
      }
      if (method.getReturnType() == null
          && method.getParameters().size() > CONSTRUCTOR_ARGUMENTS_MAX) {
        found.add(name + ": more than " + CONSTRUCTOR_ARGUMENTS_MAX + " arguments");
      }
      return super.visitMethod(method, owner);
    }
  }
}
