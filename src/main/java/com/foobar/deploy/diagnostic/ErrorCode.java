package com.foobar.deploy.diagnostic;

import java.util.Arrays;
import java.util.Optional;

/** Every error the tool can give. The number is stable: a code is never given a second meaning. */
public enum ErrorCode {
    // 01: the command line
    USAGE("FD0101", "The command line is not understood", ExitCode.USAGE),
    FILE_NOT_FOUND("FD0102", "A file named by the user does not exist", ExitCode.USAGE),
    FILE_NOT_READABLE("FD0103", "A file cannot be read", ExitCode.USAGE),
    NO_HOSTS_MATCH("FD0104", "A pattern or limit matches no host", ExitCode.USAGE),
    NO_TAGS_MATCH("FD0105", "A tag matches no task", ExitCode.USAGE),
    NO_TASK_MATCHES("FD0106", "No task has the name given", ExitCode.USAGE),
    NEEDS_CONFIRMATION("FD0107", "No terminal for the confirmation", ExitCode.USAGE),
    FILE_NOT_WRITABLE("FD0108", "A file cannot be written", ExitCode.USAGE),
    PLAN_OUTDATED("FD0109", "A saved plan no longer fits", ExitCode.USAGE),
    FILE_NOT_TRUSTED("FD0112", "A file that other users may write is not read", ExitCode.USAGE),

    // 02: YAML and inventories
    YAML_SYNTAX("FD0201", "A file is not valid YAML", ExitCode.USAGE),
    YAML_DUPLICATE_KEY("FD0202", "A mapping has the same key twice", ExitCode.USAGE),
    YAML_SHAPE("FD0203", "A file has another shape than expected", ExitCode.USAGE),
    INVENTORY_SYNTAX("FD0204", "An inventory cannot be read", ExitCode.USAGE),
    INVENTORY_CYCLE("FD0205", "Groups contain each other", ExitCode.USAGE),
    HOST_PATTERN("FD0206", "A host pattern or range is not valid", ExitCode.USAGE),

    // 03: playbooks
    UNKNOWN_KEYWORD("FD0301", "Unknown keyword of a play, block, task or role", ExitCode.USAGE),
    UNKNOWN_MODULE("FD0302", "Unknown module", ExitCode.USAGE),
    CONFLICTING_MODULES("FD0303", "A task names more than one module, or none", ExitCode.USAGE),
    ROLE_NOT_FOUND("FD0304", "A role does not exist", ExitCode.USAGE),
    KEYWORD_VALUE("FD0305", "A keyword has a value of the wrong kind", ExitCode.USAGE),
    UNKNOWN_HANDLER("FD0306", "A notification reaches no handler", ExitCode.USAGE),
    IMPORT_CYCLE("FD0307", "Files or roles include each other without end", ExitCode.USAGE),
    UNSUPPORTED_KEYWORD("FD0308", "A keyword of Ansible's that this tool does not have", ExitCode.USAGE),

    // 04: modules
    UNKNOWN_ARGUMENT("FD0401", "A module has no such argument", ExitCode.USAGE),
    MISSING_ARGUMENT("FD0402", "A module lacks an argument it requires", ExitCode.USAGE),
    ARGUMENT_VALUE("FD0403", "An argument has a value of the wrong kind", ExitCode.USAGE),
    MODULE_UNSUPPORTED("FD0404", "A module that this tool does not have was reached", ExitCode.HOSTS_FAILED),
    SOURCE_NOT_FOUND("FD0405", "A file or template to send does not exist", ExitCode.HOSTS_FAILED),

    // 05: expressions and templates
    TEMPLATE_SYNTAX("FD0501", "An expression or template is not valid", ExitCode.USAGE),
    UNDEFINED_VARIABLE("FD0502", "A variable is not defined", ExitCode.HOSTS_FAILED),
    EXPRESSION_TYPE("FD0503", "An operation does not fit its operands", ExitCode.HOSTS_FAILED),
    UNKNOWN_FILTER("FD0504", "Unknown filter, test or lookup", ExitCode.USAGE),
    TEMPLATE_FAILED("FD0505", "A filter, test or lookup failed", ExitCode.HOSTS_FAILED),
    TEMPLATE_RECURSION("FD0506", "A variable is defined by itself", ExitCode.HOSTS_FAILED),
    UNTRUSTED_EXPRESSION("FD0507", "Text from outside was to be evaluated", ExitCode.HOSTS_FAILED),

    // 06: vaults
    VAULT_PASSWORD("FD0601", "No vault password fits", ExitCode.USAGE),
    VAULT_FORMAT("FD0602", "An encrypted text is damaged", ExitCode.USAGE),
    VAULT_STATE("FD0603", "A file is encrypted already, or is not encrypted", ExitCode.USAGE),
    EDITOR_FAILED("FD0604", "The editor failed", ExitCode.USAGE),

    // 07: connections
    HOST_NOT_RESOLVED("FD0701", "A host name has no address", ExitCode.HOSTS_UNREACHABLE),
    HOST_REFUSED("FD0702", "Nothing listens at the host's port", ExitCode.HOSTS_UNREACHABLE),
    HOST_TIMEOUT("FD0703", "A host does not answer in time", ExitCode.HOSTS_UNREACHABLE),
    HOST_KEY_UNKNOWN("FD0704", "A host's key is not known", ExitCode.HOSTS_UNREACHABLE),
    HOST_KEY_CHANGED("FD0705", "A host's key is not the known one", ExitCode.HOSTS_UNREACHABLE),
    LOGIN_REFUSED("FD0706", "A host refused the login", ExitCode.HOSTS_UNREACHABLE),
    NO_WORKER("FD0707", "A host's shell does not start the worker", ExitCode.HOSTS_UNREACHABLE),
    CONNECTION_LOST("FD0708", "A connection broke", ExitCode.HOSTS_UNREACHABLE),
    PRIVATE_KEY("FD0709", "A private key cannot be used", ExitCode.USAGE),
    SSH_CONFIG("FD0710", "An SSH setting is not valid", ExitCode.USAGE),
    BECOME_REFUSED("FD0711", "A host refuses to change the user", ExitCode.HOSTS_FAILED),
    BECOME_PASSWORD("FD0712", "A host wants a password to change the user", ExitCode.HOSTS_FAILED),
    CONNECTION_FAILED("FD0713", "A connection could not be made", ExitCode.HOSTS_UNREACHABLE),
    WORKER_ENDED("FD0714", "A command ended the shell that ran it", ExitCode.HOSTS_FAILED),
    PROTOCOL("FD0715", "A host does not keep to the worker's protocol", ExitCode.HOSTS_UNREACHABLE),

    // 08: runs
    TASK_FAILED("FD0801", "A task failed", ExitCode.HOSTS_FAILED),
    LOCKED("FD0802", "Another run holds the lock of a host", ExitCode.LOCKED),
    STATE_MOVED("FD0803", "A host changed while it was being changed", ExitCode.HOSTS_FAILED),
    OUTPUT_NOT_UNDERSTOOD("FD0804", "A host's answer is not understood", ExitCode.HOSTS_FAILED),
    STEP_TIMEOUT("FD0805", "A step took longer than its bound", ExitCode.HOSTS_FAILED),
    VERIFY_FAILED("FD0806", "A check found something else than expected", ExitCode.FINDINGS),

    // 09: the lab
    NO_ENGINE("FD0901", "There is no container engine", ExitCode.USAGE),
    ENGINE_FAILED("FD0902", "The container engine refused", ExitCode.INTERNAL),
    PORT_TAKEN("FD0903", "A port of the lab is taken", ExitCode.USAGE),

    INTERNAL("FD9999", "A defect of foobar-deploy", ExitCode.INTERNAL);

    private final String id;
    private final String title;
    private final ExitCode exit;

    ErrorCode(String id, String title, ExitCode exit) {
        this.id = id;
        this.title = title;
        this.exit = exit;
    }

    /** @param id in any case */
    public static Optional<ErrorCode> find(String id) {
        return Arrays.stream(values())
                .filter(code -> code.id.equalsIgnoreCase(id))
                .findFirst();
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public ExitCode exit() {
        return exit;
    }
}
