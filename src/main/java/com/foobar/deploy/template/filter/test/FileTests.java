package com.foobar.deploy.template.filter.test;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Test;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Tests of paths on the controller. */
public final class FileTests {
    private FileTests() {}

    public static void register(CallableTable<Test> table) {
        path(table, "file", Files::isRegularFile, "is_file");
        path(table, "directory", Files::isDirectory, "is_dir");
        path(table, "link", Files::isSymbolicLink, "is_link");
        path(table, "exists", Files::exists);
        path(table, "link_exists", path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        path(table, "abs", Path::isAbsolute, "is_abs");
        path(table, "mount", FileTests::isMount, "is_mount");
        table.add("same_file", FileTests::sameFile, "is_same_file");
    }

    private static void path(CallableTable<Test> table, String name, Predicate<Path> test, String... aliases) {
        table.add(name, call -> test.test(Path.of(Arguments.of(call).subjectText())), aliases);
    }

    /** A directory that is not on its parent's device, or is its own parent. */
    private static boolean isMount(Path path) {
        try {
            Path parent = path.resolve("..");
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    && (!Files.getAttribute(path, "unix:dev").equals(Files.getAttribute(parent, "unix:dev"))
                            || Files.isSameFile(path, parent));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean sameFile(Call call) {
        var arguments = Arguments.of(call, "other");
        try {
            return Files.isSameFile(Path.of(arguments.subjectText()), Path.of(arguments.text("other")));
        } catch (IOException e) {
            throw Problem.failed("`" + call.name() + "` cannot read `" + e.getMessage() + "`", e);
        }
    }
}
