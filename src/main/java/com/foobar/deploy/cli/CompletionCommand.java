package com.foobar.deploy.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what makes a shell complete commands, options, hosts, groups, tags and playbooks. */
@Command(
        name = "completion",
        description = "Prints the completion for a shell: bash, zsh or fish.",
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
                plan|check|apply|verify|graph) kind=playbooks ;;
                facts|exec|lock|audit) kind=hosts ;;
              esac
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
        var whole = new CommandLine(new Main());
        Subcommands.ALL.forEach(whole::addSubcommand);
        switch (shell) {
            case BASH -> out.print(bash(whole));
            case ZSH ->
                out.print("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
                        + bash(whole));
            case FISH -> out.print(fish(whole));
        }
        out.flush();
        return 0;
    }

    private static String bash(CommandLine whole) {
        return AutoComplete.bash("foobar-deploy", whole) + BASH;
    }

    private static String fish(CommandLine whole) {
        var text = new StringBuilder("complete -c foobar-deploy -f\n");
        whole.getSubcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .sorted(Comparator.comparing(java.util.Map.Entry::getKey))
                .forEach(entry -> command(text, entry.getKey(), entry.getValue().getCommandSpec()));
        return text.append("""
                complete -c foobar-deploy -s l -l limit -x -a '(foobar-deploy complete hosts -- (commandline -opc)[2..] 2>/dev/null)'
                complete -c foobar-deploy -s t -l tags -x -a '(foobar-deploy complete tags -- (commandline -opc)[2..] 2>/dev/null)'
                complete -c foobar-deploy -l skip-tags -x -a '(foobar-deploy complete tags -- (commandline -opc)[2..] 2>/dev/null)'
                complete -c foobar-deploy -n '__fish_seen_subcommand_from plan check apply verify graph' \\
                  -a '(foobar-deploy complete playbooks 2>/dev/null)'
                complete -c foobar-deploy -n '__fish_seen_subcommand_from facts exec lock audit' \\
                  -a '(foobar-deploy complete hosts -- (commandline -opc)[2..] 2>/dev/null)'
                """).toString();
    }

    private static void command(StringBuilder text, String name, CommandSpec command) {
        String[] lines = command.usageMessage().description();
        text.append("complete -c foobar-deploy -n __fish_use_subcommand -a %s -d %s\n"
                .formatted(name, quoted(lines.length == 0 ? "" : lines[0])));
        for (OptionSpec option : command.options()) {
            String names = java.util.Arrays.stream(option.names())
                    .map(each -> each.startsWith("--") ? "-l " + each.substring(2) : "-s " + each.substring(1))
                    .collect(Collectors.joining(" "));
            String about = option.description().length == 0 ? "" : option.description()[0];
            String takes = option.arity().max() > 0 && !option.typeInfo().isBoolean() ? " -r" : "";
            text.append("complete -c foobar-deploy -n '__fish_seen_subcommand_from %s' %s%s -d %s\n"
                    .formatted(name.toLowerCase(Locale.ROOT), names, takes, quoted(about)));
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
