package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.text.TextFilters;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lookups that run a command on the controller. */
public final class ProcessLookups {
    private static final String VARIABLE = "FOOBAR_DEPLOY_COMMAND";

    private ProcessLookups() {}

    public static void register(CallableTable<Lookup> table) {
        table.add("pipe", ProcessLookups::pipe);
        table.add("lines", ProcessLookups::lines);
    }

    private static List<Value> pipe(Call call) {
        Arguments.ofNamed(call);
        var outputs = new ArrayList<Value>();
        for (String command : Terms.texts(call)) {
            outputs.add(Value.of(output(call, command).stripTrailing()));
        }
        return outputs;
    }

    private static List<Value> lines(Call call) {
        Arguments.ofNamed(call);
        var lines = new ArrayList<Value>();
        for (String command : Terms.texts(call)) {
            TextFilters.lines(output(call, command)).forEach(line -> lines.add(Value.of(line)));
        }
        return lines;
    }

    /** The command travels in the environment: arguments of programs are for everybody to read. */
    private static String output(Call call, String command) {
        var builder = new ProcessBuilder(
                "/bin/sh", "-c", "command=$" + VARIABLE + "; unset " + VARIABLE + "; eval \"$command\"");
        builder.environment().clear();
        builder.environment().putAll(call.context().environment());
        builder.environment().put(VARIABLE, command);
        builder.directory(SearchedFile.playbookFolder(call).toAbsolutePath().toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw Problem.failed("the command of the lookup `" + call.name() + "` ended with status " + status);
            }
            return output;
        } catch (IOException e) {
            throw Problem.failed("the lookup `" + call.name() + "` cannot run a command: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("the lookup `" + call.name() + "` was interrupted", e);
        }
    }
}
