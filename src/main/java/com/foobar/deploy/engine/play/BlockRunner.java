package com.foobar.deploy.engine.play;

import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.playbook.Block;
import java.util.List;

/** A block: hosts that fail in it go through its rescue, and all that entered it through its always. */
final class BlockRunner {
    private final NodeRunner nodes;

    BlockRunner(NodeRunner nodes) {
        this.nodes = nodes;
    }

    void run(Block block, List<HostRun> hosts, Cursor behind) {
        nodes.run(block.tasks(), hosts, behind.into(block.tasks()));
        if (!block.rescue().isEmpty()) {
            rescue(block, hosts, behind);
        }
        if (!block.always().isEmpty()) {
            always(block, hosts, behind);
        }
    }

    private void rescue(Block block, List<HostRun> hosts, Cursor behind) {
        List<HostRun> failed = hosts.stream()
                .filter(host -> host.condition() == HostRun.Condition.FAILED)
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        failed.forEach(host -> {
            host.condition(HostRun.Condition.ACTIVE);
            host.countRescue();
        });
        nodes.run(block.rescue(), failed, behind.into(block.rescue()));
    }

    /** Failed hosts take part too, and are failed again afterwards. */
    private void always(Block block, List<HostRun> hosts, Cursor behind) {
        List<HostRun> failed = hosts.stream()
                .filter(host -> host.condition() == HostRun.Condition.FAILED)
                .toList();
        failed.forEach(host -> host.condition(HostRun.Condition.ACTIVE));
        List<HostRun> all = hosts.stream().filter(HostRun::active).toList();
        nodes.run(block.always(), all, behind.into(block.always()));
        failed.stream().filter(HostRun::active).forEach(host -> host.condition(HostRun.Condition.FAILED));
    }
}
