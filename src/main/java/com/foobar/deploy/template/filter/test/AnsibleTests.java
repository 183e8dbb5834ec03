package com.foobar.deploy.template.filter.test;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Test;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.filter.collection.SetFilters;
import com.foobar.deploy.template.filter.regex.PythonRegex;
import com.foobar.deploy.template.filter.text.UrlFilters;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BooleanWords;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Ansible's tests of texts, versions, lists and addresses. */
public final class AnsibleTests {
    private AnsibleTests() {}

    public static void register(CallableTable<Test> table) {
        table.add("match", call -> regex(call, "match"));
        table.add("search", call -> regex(call, "search"));
        table.add("regex", AnsibleTests::anyRegex);
        table.add("version", AnsibleTests::version, "version_compare");
        table.add("subset", call -> subset(left(call), right(call)), "issubset");
        table.add("superset", call -> subset(right(call), left(call)), "issuperset");
        table.add("any", call -> left(call).stream().anyMatch(PythonValues::truth));
        table.add("all", call -> left(call).stream().allMatch(PythonValues::truth));
        table.add("truthy", AnsibleTests::truthy);
        table.add("falsy", call -> !truthy(call));
        table.add("nan", AnsibleTests::nan, "isnan");
        table.add("vault_encrypted", AnsibleTests::vaultEncrypted);
        table.add("uri", call -> address(call, false));
        table.add("url", call -> address(call, true));
        table.add("urn", AnsibleTests::urn);
    }

    private static boolean regex(Call call, String kind) {
        var arguments = Arguments.of(call, "pattern", "ignorecase", "multiline");
        return matches(arguments, kind);
    }

    private static boolean anyRegex(Call call) {
        var arguments = Arguments.of(call, "pattern", "ignorecase", "multiline", "match_type");
        return matches(arguments, arguments.text("match_type", "search"));
    }

    private static boolean matches(Arguments arguments, String kind) {
        Matcher matcher = PythonRegex.compile(
                        arguments.text("pattern", ""),
                        arguments.flag("ignorecase", false),
                        arguments.flag("multiline", false))
                .matcher(arguments.subjectText());
        return PythonRegex.guarded(() -> switch (kind) {
            case "match" -> matcher.lookingAt();
            case "fullmatch" -> matcher.matches();
            case "search" -> matcher.find();
            default ->
                throw Problem.failed("`regex` has the match types search, match and fullmatch, not `" + kind + "`");
        });
    }

    private static boolean version(Call call) {
        var arguments = Arguments.of(call, "version", "operator", "strict", "version_type");
        if (arguments.find("strict").isPresent()
                && arguments.find("version_type").isPresent()) {
            throw Problem.failed("`version` takes either strict or version_type");
        }
        String scheme = arguments.flag("strict", false) ? "strict" : arguments.text("version_type", "loose");
        var order = VersionScheme.of(scheme);
        String subject = arguments.subjectText();
        String other = arguments.text("version");
        if (subject.isEmpty() || other.isEmpty()) {
            throw Problem.failed("a version to compare is empty");
        }
        int sign = order.compare(subject, other);
        return switch (arguments.text("operator", "eq")) {
            case "==", "=", "eq" -> sign == 0;
            case "!=", "<>", "ne" -> sign != 0;
            case "<", "lt" -> sign < 0;
            case "<=", "le" -> sign <= 0;
            case ">", "gt" -> sign > 0;
            case ">=", "ge" -> sign >= 0;
            case String operator ->
                throw Problem.failed("`" + operator + "` does not compare versions; there are "
                        + "==, !=, <, <=, >, >=, eq, ne, lt, le, gt and ge");
        };
    }

    private static List<Value> left(Call call) {
        return PythonValues.iterate(call.definedSubject());
    }

    private static List<Value> right(Call call) {
        return Arguments.of(call, "other").list("other");
    }

    private static boolean subset(List<Value> small, List<Value> large) {
        Set<Value> all = SetFilters.set(large);
        return all.containsAll(SetFilters.set(small));
    }

    private static boolean truthy(Call call) {
        var arguments = Arguments.of(call, "convert_bool");
        Value subject = arguments.subject();
        if (arguments.flag("convert_bool", false) && subject instanceof TextValue text) {
            return BooleanWords.parse(text.text()).orElseGet(() -> PythonValues.truth(subject));
        }
        return PythonValues.truth(subject);
    }

    private static boolean nan(Call call) {
        Value subject = Arguments.of(call).subject();
        if (PythonNumbers.real(subject).isEmpty()) {
            throw Problem.type(
                    "`" + call.name() + "` expects a number, not a value of type " + PythonValues.typeName(subject));
        }
        return subject instanceof FloatValue number && Double.isNaN(number.number());
    }

    /** Values that were encrypted are opened where they are read, and are secrets from then on. */
    private static boolean vaultEncrypted(Call call) {
        return Arguments.of(call).subject() instanceof TextValue text && text.secret();
    }

    /** Without a host wanted everything is an address, unless schemes are named: Ansible's own leniency. */
    private static boolean address(Call call, boolean host) {
        var arguments = Arguments.of(call, "schemes");
        Map<String, Value> parts = UrlFilters.parts(arguments.subjectText());
        List<String> schemes = arguments.texts("schemes");
        String given = PythonText.str(java.util.Objects.requireNonNull(parts.get("scheme")));
        boolean wanted = schemes.isEmpty() || schemes.contains(given);
        boolean complete = !given.isEmpty() && !Value.of("").equals(parts.get("netloc"));
        return wanted && (!host || complete);
    }

    private static boolean urn(Call call) {
        return Arguments.of(call)
                .subjectText()
                .toLowerCase(java.util.Locale.ROOT)
                .startsWith("urn:");
    }
}
