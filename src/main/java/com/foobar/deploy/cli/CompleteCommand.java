package com.foobar.deploy.cli;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.Modules;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.PlaybookListing;
import com.foobar.deploy.playbook.TagSelection;
import com.foobar.deploy.record.RunsFolder;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code complete}: the words a shell offers; asked by the scripts of {@code completion}, silent where it cannot tell. */
@Command
final class CompleteCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "hosts, tags, playbooks, runs or modules.")
    private String kind = "";

    @Parameters(index = "1..*", arity = "0..*", description = "The command line so far.")
    private List<String> words = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            found().sorted().distinct().forEach(out::println);
        } catch (DeployException | IOException _) {
            // a completion that cannot be told is none
        }
        out.flush();
        return 0;
    }

    private Stream<String> found() throws IOException {
        return switch (kind) {
            case "hosts" -> hosts();
            case "tags" -> tags();
            case "playbooks" -> playbooks();
            case "runs" -> new RunsFolder(RunFlags.home()).ids().stream();
            case "modules" -> new Modules().registry().names().stream();
            default -> Stream.of();
        };
    }

    private Stream<String> hosts() {
        Inventory inventory = Inventory.load(List.of(inventory()), Optional.empty(), VaultReader.NONE);
        return Stream.concat(inventory.hosts().stream().map(host -> host.name()), inventory.groups().keySet().stream());
    }

    private String inventory() {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (Set.of("-i", "--inventory").contains(words.get(i))) {
                return words.get(i + 1);
            }
        }
        return Optional.ofNullable(System.getenv("ANSIBLE_INVENTORY")).orElse("inventories/production");
    }

    private Stream<String> tags() {
        return words.stream()
                .map(Path::of)
                .filter(path -> path.toString().matches(".*\\.ya?ml") && Files.isRegularFile(path))
                .filter(path -> !path.toString().equals(inventory()))
                .flatMap(CompleteCommand::tagsOf);
    }

    private static Stream<String> tagsOf(Path file) {
        var templates = new Templates(VaultReader.NONE, Map.of());
        Playbook playbook = new Modules()
                .loader(VaultReader.NONE, List.of(), Map.of(), templates)
                .load(file);
        return PlaybookListing.of(playbook, new TagSelection(Set.of(), Set.of())).plays().stream()
                .flatMap(play -> play.taskTags().stream());
    }

    private static Stream<String> playbooks() throws IOException {
        var found = new ArrayList<String>();
        for (String folder : List.of("", "playbooks")) {
            Path path = Path.of(folder).toAbsolutePath();
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    files.map(file ->
                                    Path.of(folder).resolve(file.getFileName()).toString())
                            .filter(name -> name.matches("(.*/)?[^.][^/]*\\.ya?ml"))
                            .forEach(found::add);
                }
            }
        }
        return found.stream();
    }
}
