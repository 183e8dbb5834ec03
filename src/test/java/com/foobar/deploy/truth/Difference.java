package com.foobar.deploy.truth;

/** Something that is not true of a playbook, and the evidence. */
record Difference(What what, String evidence) {
    enum What {
        CRASH("the tool failed by a fault of its own"),
        PLAN_CHANGES("the plan changed a host"),
        PLAN_IS_NOT_APPLY("a task came to something else than the plan promised"),
        OTHER_PATH("a path was changed that the playbook does not name"),
        CHANGES_AGAIN("the second apply changed something"),
        OTHER_FILES("Ansible leaves other files, accounts, packages or units"),
        OTHER_STATUS("Ansible's tasks come to something else"),
        OTHER_SECOND("Ansible's second run comes to something else");

        private final String words;

        What(String words) {
            this.words = words;
        }

        boolean needsAnsible() {
            return this == OTHER_FILES || this == OTHER_STATUS || this == OTHER_SECOND;
        }

        String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return what.words() + ":\n" + evidence.indent(4).stripTrailing();
    }
}
