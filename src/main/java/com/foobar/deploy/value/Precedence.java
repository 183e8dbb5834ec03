package com.foobar.deploy.value;

/**
 * Where a variable comes from, from the weakest to the strongest: Ansible's 22 levels ("Understanding variable
 * precedence" in its user guide). Magic variables stand above all.
 */
public enum Precedence {
    COMMAND_LINE_VALUES,
    ROLE_DEFAULTS,
    INVENTORY_GROUP_VARS,
    INVENTORY_GROUP_VARS_ALL,
    PLAYBOOK_GROUP_VARS_ALL,
    INVENTORY_GROUP_VARS_FILES,
    PLAYBOOK_GROUP_VARS_FILES,
    INVENTORY_HOST_VARS,
    INVENTORY_HOST_VARS_FILES,
    PLAYBOOK_HOST_VARS_FILES,
    FACTS,
    PLAY_VARS,
    PLAY_VARS_PROMPT,
    PLAY_VARS_FILES,
    ROLE_VARS,
    BLOCK_VARS,
    TASK_VARS,
    INCLUDE_VARS,
    SET_FACTS,
    ROLE_PARAMS,
    INCLUDE_PARAMS,
    EXTRA_VARS,
    MAGIC;

    /** For people: "role defaults". */
    public String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
