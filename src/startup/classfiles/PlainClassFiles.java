import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns what the JDK would link at run time into plain methods: the choice of a pattern switch, and a record's equals,
 * hashCode and toString. The JVM writes a class for each of them the first time it is used, and no cache of classes keeps
 * those (JEP 483 keeps lambdas only), which costs a short run a tenth of its time. What the methods do is the same.
 *
 * Needless once the JDK keeps in its cache what SwitchBootstraps and ObjectMethods link.
 *
 * Run by the build: {@code java PlainClassFiles.java CLASSES CLASSPATH}. A second run finds nothing more to do.
 */
final class PlainClassFiles {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    private static final int SYNTHETIC = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final ClassFile classes;

    private PlainClassFiles(ClassLoader loader) {
        classes = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        var places = new ArrayList<URL>();
        for (String entry : args[1].split(":")) {
            places.add(Path.of(entry).toUri().toURL());
        }
        try (var loader = new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
                Stream<Path> files = Files.walk(folder)) {
            var plain = new PlainClassFiles(loader);
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                plain.convert(file);
            }
        }
    }

    private void convert(Path file) throws IOException {
        ClassModel model = classes.parse(Files.readAllBytes(file));
        if (hasAny(model)) {
            Files.write(file, classes.transformClass(model, new OfClass(model)));
        }
    }

    private static boolean hasAny(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> element instanceof InvokeDynamicInstruction call && suits(call));
    }

    private static boolean suits(InvokeDynamicInstruction call) {
        return isSwitch(call) || isOfRecord(call);
    }

    /** A switch over types and texts; what else there is stays as it is. */
    private static boolean isSwitch(InvokeDynamicInstruction call) {
        DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
        return bootstrap.owner().displayName().equals("SwitchBootstraps")
                && bootstrap.methodName().equals("typeSwitch")
                && !call.typeSymbol().parameterType(0).isPrimitive()
                && call.bootstrapArgs().stream().allMatch(PlainClassFiles::isKnownLabel);
    }

    private static boolean isKnownLabel(ConstantDesc label) {
        return label instanceof String || label instanceof ClassDesc type && !type.isPrimitive();
    }

    private static boolean isOfRecord(InvokeDynamicInstruction call) {
        return call.bootstrapMethod().owner().displayName().equals("ObjectMethods");
    }

    /** The new methods of a class stand behind its own. */
    private static final class OfClass implements ClassTransform {
        private final ClassDesc owner;
        private final boolean isInterface;
        private final List<InvokeDynamicInstruction> calls = new ArrayList<>();

        OfClass(ClassModel model) {
            owner = model.thisClass().asSymbol();
            isInterface = model.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
        }

        @Override
        public void accept(ClassBuilder builder, ClassElement element) {
            if (element instanceof MethodModel method) {
                builder.transformMethod(method, java.lang.classfile.MethodTransform.transformingCode(this::code));
            } else {
                builder.with(element);
            }
        }

        private void code(CodeBuilder builder, CodeElement element) {
            if (element instanceof InvokeDynamicInstruction call && suits(call)) {
                builder.invokestatic(owner, name(calls.size()), type(call), isInterface);
                calls.add(call);
            } else {
                builder.with(element);
            }
        }

        private static String name(int number) {
            return "plain$" + number;
        }

        private static MethodTypeDesc type(InvokeDynamicInstruction call) {
            return call.typeSymbol();
        }

        @Override
        public void atEnd(ClassBuilder builder) {
            for (int i = 0; i < calls.size(); i++) {
                InvokeDynamicInstruction call = calls.get(i);
                builder.withMethodBody(name(i), type(call), SYNTHETIC, code -> body(code, call));
            }
        }

        private static void body(CodeBuilder code, InvokeDynamicInstruction call) {
            if (isSwitch(call)) {
                choice(code, call.bootstrapArgs());
            } else {
                OfRecord.of(call).body(code, call.name().stringValue());
            }
        }
    }

    /** As {@link java.lang.runtime.SwitchBootstraps#typeSwitch}: the first label from the given one on that fits. */
    private static void choice(CodeBuilder code, List<ConstantDesc> labels) {
        Label present = code.newLabel();
        code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            if (labels.get(i) instanceof ClassDesc type) {
                code.aload(0).instanceOf(type);
            } else {
                code.loadConstant((String) labels.get(i))
                        .aload(0)
                        .invokevirtual(ConstantDescs.CD_String, "equals", predicate(ConstantDescs.CD_Object));
            }
            code.ifeq(next).loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private static MethodTypeDesc predicate(ClassDesc... parameters) {
        return MethodTypeDesc.of(ConstantDescs.CD_boolean, parameters);
    }

    /** The methods that {@link java.lang.runtime.ObjectMethods} makes of a record's fields. */
    private record OfRecord(ClassDesc type, List<DirectMethodHandleDesc> fields) {
        static OfRecord of(InvokeDynamicInstruction call) {
            List<ConstantDesc> arguments = call.bootstrapArgs();
            return new OfRecord(
                    (ClassDesc) arguments.get(0),
                    arguments.stream()
                            .skip(2)
                            .map(DirectMethodHandleDesc.class::cast)
                            .toList());
        }

        void body(CodeBuilder code, String method) {
            switch (method) {
                case "equals" -> equality(code);
                case "hashCode" -> hash(code);
                case "toString" -> text(code);
                default -> throw new IllegalArgumentException(method);
            }
        }

        private static ClassDesc of(DirectMethodHandleDesc field) {
            return field.invocationType().returnType();
        }

        private void load(CodeBuilder code, int slot, DirectMethodHandleDesc field) {
            code.aload(slot);
            if (slot == 1) {
                code.checkcast(type);
            }
            code.getfield(type, field.methodName(), of(field));
        }

        private void equality(CodeBuilder code) {
            Label other = code.newLabel();
            Label differs = code.newLabel();
            code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
            code.aload(1).instanceOf(type).ifeq(differs);
            for (DirectMethodHandleDesc field : fields) {
                load(code, 0, field);
                load(code, 1, field);
                compare(code, of(field), differs);
            }
            code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
        }

        private static void compare(CodeBuilder code, ClassDesc field, Label differs) {
            switch (TypeKind.from(field)) {
                case REFERENCE ->
                    code.invokestatic(OBJECTS, "equals", predicate(ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                            .ifeq(differs);
                case LONG -> code.lcmp().ifne(differs);
                case FLOAT, DOUBLE ->
                    code.invokestatic(boxOf(field), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, field, field))
                            .ifne(differs);
                default -> code.if_icmpne(differs);
            }
        }

        private void hash(CodeBuilder code) {
            code.iconst_0();
            for (DirectMethodHandleDesc field : fields) {
                code.bipush(31).imul();
                load(code, 0, field);
                ClassDesc given = of(field).isPrimitive() ? of(field) : ConstantDescs.CD_Object;
                ClassDesc by = of(field).isPrimitive() ? boxOf(of(field)) : OBJECTS;
                code.invokestatic(by, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, given))
                        .iadd();
            }
            code.ireturn();
        }

        private void text(CodeBuilder code) {
            code.new_(BUILDER).dup().invokespecial(BUILDER, "<init>", ConstantDescs.MTD_void);
            code.loadConstant(type)
                    .invokevirtual(ConstantDescs.CD_Class, "getSimpleName", MethodTypeDesc.of(ConstantDescs.CD_String));
            append(code, ConstantDescs.CD_String);
            String before = "[";
            for (DirectMethodHandleDesc field : fields) {
                code.loadConstant(before + field.methodName() + "=");
                append(code, ConstantDescs.CD_String);
                load(code, 0, field);
                append(code, appended(of(field)));
                before = ", ";
            }
            code.loadConstant(fields.isEmpty() ? "[]" : "]");
            append(code, ConstantDescs.CD_String);
            code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(ConstantDescs.CD_String))
                    .areturn();
        }

        private static void append(CodeBuilder code, ClassDesc what) {
            code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, what));
        }

        private static ClassDesc appended(ClassDesc field) {
            return switch (TypeKind.from(field)) {
                case REFERENCE -> ConstantDescs.CD_Object;
                case BYTE, SHORT -> ConstantDescs.CD_int;
                default -> field;
            };
        }

        private static ClassDesc boxOf(ClassDesc primitive) {
            String name = switch (TypeKind.from(primitive)) {
                case BOOLEAN -> "Boolean";
                case BYTE -> "Byte";
                case CHAR -> "Character";
                case SHORT -> "Short";
                case INT -> "Integer";
                case LONG -> "Long";
                case FLOAT -> "Float";
                case DOUBLE -> "Double";
                default -> throw new IllegalArgumentException(primitive.displayName());
            };
            return ClassDesc.of("java.lang." + name);
        }
    }
}
