package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.files.ControllerFile.Checksums;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.template.syntax.TemplateSettings;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Renders a template on the controller and puts the text in place. */
final class TemplateModule implements Module<TemplateModule.Args> {
    record Args(
            @Arg("template of the controller, looked for below templates; .mustache by Mustache, all else by Jinja")
            String src,

            @Arg("where to put the text; an existing directory, or a path with a slash at the end, gets the file"
                    + " inside")
            String dest,

            @Arg(value = "replace a file that is there and differs", fallback = "true")
            boolean force,

            @Arg(value = "keep the old file under a name with the time", fallback = "false")
            boolean backup,

            @Arg("command that checks the new file before it is put in place; %s stands for it")
            Optional<String> validate,

            FileAttributes attributes,

            @Arg(value = "where dest is a link, write what it leads to", fallback = "false")
            boolean follow,

            @Arg(value = "line ends in the file: \\n, \\r or \\r\\n", fallback = "\\n")
            String newlineSequence,

            @Arg(value = "encoding of the file", fallback = "utf-8")
            String outputEncoding,

            @Arg(value = "remove the line break after a block", fallback = "true")
            boolean trimBlocks,

            @Arg(value = "remove blanks between the start of a line and a block", fallback = "false")
            boolean lstripBlocks,

            @Arg(value = "what starts a block in the template", fallback = "{%")
            String blockStartString,

            @Arg(value = "what ends a block", fallback = "%}")
            String blockEndString,

            @Arg(value = "what starts an expression", fallback = "{{")
            String variableStartString,

            @Arg(value = "what ends an expression", fallback = "}}")
            String variableEndString,

            @Arg(value = "what starts a comment", fallback = "{#")
            String commentStartString,

            @Arg(value = "what ends a comment", fallback = "#}")
            String commentEndString) {
        Args {
            if (!Set.of("\n", "\r", "\r\n", "\\n", "\\r", "\\r\\n").contains(newlineSequence)) {
                throw new IllegalArgumentException("`newline_sequence` is one of \\n, \\r and \\r\\n");
            }
            if (!Charset.isSupported(outputEncoding)) {
                throw new IllegalArgumentException("there is no encoding `" + outputEncoding + "`");
            }
        }

        TemplateSettings settings() {
            return new TemplateSettings(
                    trimBlocks,
                    lstripBlocks,
                    blockStartString,
                    blockEndString,
                    variableStartString,
                    variableEndString,
                    commentStartString,
                    commentEndString);
        }

        String lineEnd() {
            return newlineSequence.replace("\\n", "\n").replace("\\r", "\r");
        }
    }

    @Override
    public String name() {
        return "template";
    }

    @Override
    public String summary() {
        return "Renders a template and puts the text in place.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return LocatedFile.reads(args.dest(), Detail.HASH);
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        Path source = context.source("templates", args.src());
        LocatedFile dest = LocatedFile.find(args.dest(), false, Detail.HASH, answers);
        String name = templateName(source);
        boolean folder = dest.state().isDirectory()
                || dest.state().isLink()
                        && answers.to(FileQuestion.attributes(dest.path()).following())
                                .isDirectory();
        String path = folder || args.dest().endsWith("/") ? LocatedFile.join(dest.path(), name) : dest.path();
        LocatedFile file = LocatedFile.toChange(path, args.follow(), Detail.HASH, answers);
        TextValue text = render(args, source, file.path(), context);
        byte[] bytes = text.text().getBytes(Charset.forName(args.outputEncoding()));
        ModuleResult base = base(source, file, Checksums.of(bytes));
        if (!args.force() && file.state().exists()) {
            return new Decision.Unchanged(file.path() + " exists", base);
        }
        var placement = new FilePlacement(
                FileContent.of(bytes, text.secret()),
                args.attributes().desired(mode(args, source, context)),
                args.validate(),
                args.backup(),
                args.attributes().unsafeWrites(),
                text.secret(),
                LocatedFile.user(context));
        return placement.decide(file, answers, base);
    }

    private static String templateName(Path source) {
        return String.valueOf(source.getFileName()).replaceFirst("\\.j2$", "");
    }

    private static ModuleResult base(Path source, LocatedFile file, Checksums sums) {
        return ModuleResult.EMPTY
                .with("dest", file.path())
                .with("src", source.toString())
                .with("checksum", sums.sha1())
                .with("md5sum", sums.md5());
    }

    private static Optional<FileMode> mode(Args args, Path source, TaskContext context) {
        return args.attributes()
                .mode()
                .map(mode -> mode.text().equals("preserve")
                        ? FileMode.ofNumber(ControllerFile.read(source, false, context.vault())
                                .mode())
                        : mode);
    }

    private static TextValue render(Args args, Path source, String dest, TaskContext context) {
        TextValue text =
                context.templates().renderFile(source, context.scope().with(variables(source, dest)), args.settings());
        if (args.lineEnd().equals("\n")) {
            return text;
        }
        String ended = text.text().replace("\n", args.lineEnd());
        return text.secret() ? TextValue.secret(ended) : TextValue.plain(ended);
    }

    /** Nothing that changes from run to run: a template with the date in it would never be unchanged. */
    private static Map<String, Value> variables(Path source, String dest) {
        var variables = new LinkedHashMap<String, Value>();
        variables.put("ansible_managed", Value.of("Ansible managed"));
        variables.put("template_path", Value.of(source.toString()));
        variables.put("template_fullpath", Value.of(source.toAbsolutePath().toString()));
        variables.put("template_destpath", Value.of(dest));
        variables.put("template_host", Value.of(environment("HOSTNAME", "localhost")));
        variables.put("template_uid", Value.of(environment("USER", "root")));
        return variables;
    }

    private static String environment(String name, String fallback) {
        String value = System.getenv(name);
        return value == null ? fallback : value;
    }
}
