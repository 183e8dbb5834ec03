import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of jars that are older than Java 6 the stack maps and the version number of Java 8. The JDK leaves
 * classes without stack maps out of its caches, and picocli, compiled for Java 5, would cost every start
 * of the tool a tenth of a second. The code itself stays as it was released.
 *
 * Needless once the JDK takes classes without stack maps into its caches, or picocli is compiled for a newer Java.
 *
 * Run by the build: {@code java RecentClassFiles.java JAR...}. A jar without such classes is left alone.
 */
final class RecentClassFiles {
    private static final int OLDEST_KEPT = ClassFile.JAVA_6_VERSION;
    private static final int GIVEN = ClassFile.JAVA_8_VERSION;

    private RecentClassFiles() {}

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            convert(Path.of(jar));
        }
    }

    private static void convert(Path jar) throws IOException {
        Path converted = jar.resolveSibling(jar.getFileName() + ".new");
        int count = 0;
        try (var from = new JarFile(jar.toFile());
                var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                OutputStream file = Files.newOutputStream(converted);
                var to = new JarOutputStream(file)) {
            ClassFile classes = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    // Else the methods would be copied as they are.
                    ClassFile.ConstantPoolSharingOption.NEW_POOL,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
            for (JarEntry entry : Collections.list(from.entries())) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                if (isOld(entry, bytes)) {
                    bytes = converted(classes, bytes);
                    count++;
                }
                var written = new JarEntry(entry.getName());
                written.setTime(entry.getTime());
                to.putNextEntry(written);
                to.write(bytes);
            }
        }
        if (count == 0) {
            Files.delete(converted);
        } else {
            Files.move(converted, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The major version is the fourth pair of bytes; JVMS 4.1. */
    private static boolean isOld(JarEntry entry, byte[] bytes) {
        return entry.getName().endsWith(".class") && (bytes[6] & 0xff) * 256 + (bytes[7] & 0xff) < OLDEST_KEPT;
    }

    private static byte[] converted(ClassFile classes, byte[] bytes) {
        ClassModel model = classes.parse(bytes);
        return classes.transformClass(model, ClassTransform.endHandler(builder -> builder.withVersion(GIVEN, 0)));
    }
}
