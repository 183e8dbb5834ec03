package com.foobar.deploy.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the playbook of a seed. */
final class Generator {
    private static final int MOST_DEPTH = 2;
    /** Every so many playbooks begin with a file that has two names. */
    private static final int EACH_TWO_NAMES = 5;

    /** Of so many playbooks two know the newer kinds; the others stay what they were when they found faults. */
    private static final int OF = 5;

    private static final String TOPIC = "topic";

    private static final List<Integer> NEWER = List.of(2, 3);

    private final Draw draw;
    private final long seed;
    private final boolean newer;
    private final Scene scene;
    private final List<Kind.Weighted> kinds;

    private Generator(long seed) {
        this.seed = seed;
        draw = new Draw(seed);
        scene = new Scene(draw, draw.chance(20) ? List.of(Playbook.FIRST, Playbook.SECOND) : List.of(Playbook.FIRST));
        kinds = new ArrayList<>(FileTasks.KINDS);
        kinds.addAll(ValueTasks.KINDS);
        newer = NEWER.contains((int) (seed % OF));
        if (newer) {
            more(EditTasks.KINDS, 2);
            more(ControlTasks.KINDS, 2);
        }
        if (draw.chance(10)) {
            more(SystemTasks.KINDS, 5);
            more(newer ? SystemTasks.NEWER : List.of(), 8);
        }
    }

    private void more(List<Kind.Weighted> these, int times) {
        these.forEach(kind -> kinds.add(Kind.of(kind.weight() * times, kind.kind())));
    }

    static Playbook playbook(long seed) {
        return new Generator(seed).make();
    }

    private Playbook make() {
        start();
        List<Step.Task> handlers = handlers();
        List<Step> tasks = several(draw.between(2, 5));
        if (seed % EACH_TWO_NAMES == 0) {
            tasks.addAll(0, TwoNames.steps(draw, scene));
        }
        // The first host alone may be the play's, with tasks that are delegated to the second.
        List<String> hosts = draw.chance(50) ? List.of(Playbook.FIRST) : scene.hosts();
        return new Playbook(seed, hosts, scene.start(), Yaml.map("x", "red", "v", "zero"), tasks, handlers);
    }

    private void start() {
        scene.before("mkdir d e && ln -s d l");
        for (String path : List.of("a", "b", "d/a", "d/b")) {
            if (draw.chance(45)) {
                scene.before("printf '" + draw.word("one\\n", "k=1\\nk=2\\n", "one\\ntwo\\n", "k=1") + "' > " + path);
                if (draw.chance(30)) {
                    scene.before("chmod " + draw.word("600", "755") + " " + path);
                }
            }
        }
        if (draw.chance(10)) {
            scene.before("ln -s a b2; [ ! -e b ] || ln b h");
        }
    }

    private List<Step.Task> handlers() {
        var handlers = new ArrayList<Step.Task>();
        int count = draw.chance(35) ? draw.between(1, 2) : 0;
        for (int i = 0; i < count; i++) {
            Step.Task task = (Step.Task)
                    Kind.choose(draw, FileTasks.KINDS).steps(draw, scene).getFirst();
            String name = "H" + task.name().substring(1);
            var handler = new Step.Task(name, task.module(), task.arguments(), task.keywords());
            boolean another = !scene.handlers().isEmpty() && draw.chance(20);
            handler = another ? handler.with("notify", scene.handlers().getFirst()) : handler;
            handlers.add(newer && draw.chance(40) ? listening(handler) : handler);
            scene.handlers().add(name);
        }
        return handlers;
    }

    private Step.Task listening(Step.Task handler) {
        if (!scene.handlers().contains(TOPIC)) {
            scene.handlers().add(TOPIC);
        }
        return handler.with("listen", TOPIC);
    }

    private List<Step> several(int count) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < count; i++) {
            steps.addAll(next());
        }
        return steps;
    }

    private List<Step> next() {
        if (scene.depth() < MOST_DEPTH && draw.chance(12)) {
            return List.of(draw.chance(60) ? block() : include());
        }
        var steps = new ArrayList<Step>();
        for (Step step : Kind.choose(draw, kinds).steps(draw, scene)) {
            steps.add(step instanceof Step.Task task ? keywords(task) : step);
        }
        if (steps.getLast() instanceof Step.Task task && isDry(task) && draw.chance(60)) {
            steps.add(new Step.Task(scene.name("T"), task.module(), task.arguments()));
        }
        return steps;
    }

    /** What it only pretended to do may come for real. */
    private static boolean isDry(Step.Task task) {
        return task.keywords().containsKey("check_mode")
                && !task.keywords().containsKey("loop")
                && !task.keywords().containsKey("with_items");
    }

    private Step block() {
        scene.enter();
        List<Step> steps = several(draw.between(1, 3));
        List<Step> rescue = draw.chance(30) ? several(1) : List.of();
        List<Step> always = draw.chance(20) ? several(1) : List.of();
        scene.leave();
        Step block = new Step.Block(scene.name("B"), steps, rescue, always, Map.of());
        block = condition(block, 20);
        block = notification(block, 15);
        return draw.chance(8) && block.all().noneMatch(Generator::reads) ? block.with("check_mode", true) : block;
    }

    /** A command that only reads runs with check_mode too: a departure. */
    private static boolean reads(Step step) {
        return step instanceof Step.Task task
                && task.module().equals("command")
                && Boolean.FALSE.equals(task.keywords().get("changed_when"));
    }

    private Step include() {
        scene.enter();
        List<Step> steps = several(draw.between(1, 2));
        String how = newer
                ? draw.word("include_tasks", "include_role", "include_role", "import_role")
                : draw.word("include_tasks", "include_tasks", "import_tasks", "include_role");
        if (draw.chance(50)) {
            steps = new ArrayList<>(steps);
            String word = newer ? draw.word("{{ v }}", "{{ given | default('none') }}") : "{{ v }}";
            steps.add(scene.task("copy", "dest", scene.file(), "content", word + "\n"));
        }
        scene.leave();
        Step include = new Step.Include(scene.name("I"), how, steps, Map.of());
        if (draw.chance(50)) {
            String name = newer ? draw.word("v", "given", "x") : "v";
            include = include.with("vars", Yaml.map(name, draw.word("given", "other")));
        }
        if (how.startsWith("include") && draw.chance(25)) {
            include = include.with("loop", List.of("p", "q"));
        }
        if (newer && how.startsWith("include") && draw.chance(30)) {
            include = include.with(Step.Include.APPLY, applied());
        }
        return condition(include, 20);
    }

    private Map<String, Object> applied() {
        boolean notifies = !scene.handlers().isEmpty() && draw.chance(60);
        return notifies
                ? Yaml.map("notify", draw.from(scene.handlers()))
                : draw.word("when", "vars").equals("when")
                        ? Yaml.map("when", draw.word("x == 'red'", "x == 'green'", "v == 'given'"))
                        : Yaml.map("vars", Yaml.map("x", "applied"));
    }

    private Step keywords(Step.Task task) {
        if (task.module().equals("meta")) {
            return task;
        }
        Step step = task;
        if (!step.keywords().containsKey("when")) {
            step = condition(step, 10);
        }
        if (!step.keywords().containsKey("loop") && !step.keywords().containsKey("with_items")) {
            step = notification(step, 25);
            if (draw.chance(12) && !step.keywords().containsKey("register")) {
                step = step.with("register", scene.register(step));
            }
        }
        if (!task.module().equals("set_fact") && draw.chance(9) && !reads(task)) {
            step = step.with("check_mode", true);
        }
        if (draw.chance(3) && !step.keywords().containsKey("changed_when")) {
            step = step.with("changed_when", draw.chance(50));
        }
        return hosts(draw.chance(5) ? step.with("ignore_errors", true) : step);
    }

    private Step hosts(Step step) {
        if (scene.hosts().size() > 1 && draw.chance(20)) {
            return draw.chance(70) ? step.with("delegate_to", draw.from(scene.hosts())) : step.with("run_once", true);
        }
        return step;
    }

    private Step condition(Step step, int percent) {
        if (!draw.chance(percent)) {
            return step;
        }
        List<String> registers = scene.registers();
        String condition = registers.isEmpty() || draw.chance(30)
                ? draw.word("x == 'red'", "v == 'zero'", "x != 'red'", "x == 'green'")
                : draw.from(registers) + draw.word(" is changed", " is not changed", " is skipped", " is succeeded");
        return step.with("when", condition);
    }

    private Step notification(Step step, int percent) {
        return scene.handlers().isEmpty() || !draw.chance(percent)
                ? step
                : step.with("notify", draw.from(scene.handlers()));
    }
}
