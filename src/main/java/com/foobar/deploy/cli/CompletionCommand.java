package com.foobar.deploy.cli;

import com.foobar.deploy.cli.completion.CompletedWords;
import com.foobar.deploy.cli.completion.FishCompletion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what makes a shell complete commands, options, hosts, groups, tags and playbooks. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  source <(foobar-deploy completion bash)",
            "  source <(foobar-deploy completion zsh)",
            "  foobar-deploy completion fish > ~/.config/fish/completions/foobar-deploy.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final String BASH = """

        # Values out of the project: hosts and groups, tags, playbooks.
        _foobar_deploy() {
          local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} kind=
          case $prev in
            -l|--limit) kind=hosts ;;
            -t|--tags|--skip-tags) kind=tags ;;
          esac
          case "$COMP_CWORD ${COMP_WORDS[*]:1:$((COMP_CWORD - 1))}" in
        %s  esac
          case $cur in -*) kind= ;; esac
          if [ -n "$kind" ]; then
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" complete "$kind" -- "${COMP_WORDS[@]:1}" 2>/dev/null)" -- "$cur"))
          else
            _complete_foobar-deploy
          fi
        }
        complete -F _foobar_deploy -o default foobar-deploy ./foobar-deploy
        """;

    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        var whole = TopCommand.create();
        Subcommands.ALL.forEach(command -> command.addTo(whole));
        switch (shell) {
            case BASH -> out.print(bash(whole));
            case ZSH ->
                out.print("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
                        + bash(whole));
            case FISH -> out.print(FishCompletion.of(whole));
        }
        out.flush();
        return 0;
    }

    private static String bash(CommandLine whole) {
        return AutoComplete.bash("foobar-deploy", whole) + BASH.formatted(cases(whole));
    }

    /** By the words before it, where the first parameter of a command stands: {@code 2 plan}, {@code 3 lock status}. */
    private static String cases(CommandLine whole) {
        var cases = new TreeMap<String, List<String>>();
        cases(whole, "", 2, cases);
        return cases.entrySet().stream()
                .map(each -> "    " + String.join("|", each.getValue()) + ") kind=" + each.getKey() + " ;;\n")
                .collect(Collectors.joining());
    }

    private static void cases(CommandLine parent, String before, int position, Map<String, List<String>> cases) {
        new TreeMap<>(parent.getSubcommands()).forEach((name, command) -> {
            List<PositionalParamSpec> parameters = command.getCommandSpec().positionalParameters();
            if (!parameters.isEmpty()
                    && CompletedWords.of(parameters.getFirst()) instanceof CompletedWords.OfProject(String kind)) {
                cases.computeIfAbsent(kind, _ -> new ArrayList<>()).add("'" + position + " " + before + name + "'");
            }
            cases(command, before + name + " ", position + 1, cases);
        });
    }
}
