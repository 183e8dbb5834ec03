package com.foobar.deploy.template.filter;

import com.foobar.deploy.template.EvaluationContext;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.EvaluationContext.Test;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.SecretMessages;
import com.foobar.deploy.template.filter.collection.CombinationFilters;
import com.foobar.deploy.template.filter.collection.DictFilters;
import com.foobar.deploy.template.filter.collection.ListFilters;
import com.foobar.deploy.template.filter.collection.NumberFilters;
import com.foobar.deploy.template.filter.collection.OrderFilters;
import com.foobar.deploy.template.filter.collection.SelectFilters;
import com.foobar.deploy.template.filter.collection.SetFilters;
import com.foobar.deploy.template.filter.collection.SizeFilters;
import com.foobar.deploy.template.filter.collection.ValueFilters;
import com.foobar.deploy.template.filter.hash.HashFilters;
import com.foobar.deploy.template.filter.hash.RandomFilters;
import com.foobar.deploy.template.filter.lookup.FileLookups;
import com.foobar.deploy.template.filter.lookup.FileTree;
import com.foobar.deploy.template.filter.lookup.ListLookups;
import com.foobar.deploy.template.filter.lookup.PasswordLookup;
import com.foobar.deploy.template.filter.lookup.ProcessLookups;
import com.foobar.deploy.template.filter.lookup.TableLookups;
import com.foobar.deploy.template.filter.lookup.UrlLookup;
import com.foobar.deploy.template.filter.lookup.VariableLookups;
import com.foobar.deploy.template.filter.regex.RegexFilters;
import com.foobar.deploy.template.filter.serialization.SerializationFilters;
import com.foobar.deploy.template.filter.serialization.YamlFilters;
import com.foobar.deploy.template.filter.test.AnsibleTests;
import com.foobar.deploy.template.filter.test.FileTests;
import com.foobar.deploy.template.filter.test.JinjaTests;
import com.foobar.deploy.template.filter.test.ResultTests;
import com.foobar.deploy.template.filter.text.LayoutFilters;
import com.foobar.deploy.template.filter.text.MarkupFilters;
import com.foobar.deploy.template.filter.text.NetworkFilters;
import com.foobar.deploy.template.filter.text.PathFilters;
import com.foobar.deploy.template.filter.text.TextFilters;
import com.foobar.deploy.template.filter.text.TimeFilters;
import com.foobar.deploy.template.filter.text.UrlFilters;
import java.util.List;
import java.util.Optional;

/** Every filter, test and lookup that the tool has. It keeps no state, so that all evaluations share one. */
public final class BuiltinCallables implements EvaluationContext.Callables {
    private final CallableTable<Filter> filters = new CallableTable<>();
    private final CallableTable<Test> tests = new CallableTable<>();
    private final CallableTable<Lookup> lookups = new CallableTable<>();

    public BuiltinCallables() {
        TextFilters.register(filters);
        LayoutFilters.register(filters);
        MarkupFilters.register(filters);
        ValueFilters.register(filters);
        NumberFilters.register(filters);
        ListFilters.register(filters);
        CombinationFilters.register(filters);
        OrderFilters.register(filters);
        SelectFilters.register(filters);
        SerializationFilters.register(filters);
        SizeFilters.register(filters);
        YamlFilters.register(filters);
        HashFilters.register(filters);
        RegexFilters.register(filters);
        SetFilters.register(filters);
        PathFilters.register(filters);
        UrlFilters.register(filters);
        RandomFilters.register(filters);
        TimeFilters.register(filters);
        NetworkFilters.register(filters);
        DictFilters.register(filters);
        JinjaTests.register(tests);
        AnsibleTests.register(tests);
        ResultTests.register(tests);
        FileTests.register(tests);
        FileLookups.register(lookups);
        FileTree.register(lookups);
        TableLookups.register(lookups);
        ListLookups.register(lookups);
        VariableLookups.register(lookups);
        ProcessLookups.register(lookups);
        UrlLookup.register(lookups);
        PasswordLookup.register(lookups);
    }

    @Override
    public Optional<Filter> filter(String name) {
        return filters.find(name).map(each -> call -> SecretMessages.guarded(call, () -> each.apply(call)));
    }

    @Override
    public Optional<Test> test(String name) {
        return tests.find(name).map(each -> call -> SecretMessages.guarded(call, () -> each.holds(call)));
    }

    @Override
    public Optional<Lookup> lookup(String name) {
        return lookups.find(name).map(each -> call -> SecretMessages.guarded(call, () -> each.find(call)));
    }

    @Override
    public List<String> filterNames() {
        return filters.names();
    }

    @Override
    public List<String> testNames() {
        return tests.names();
    }

    @Override
    public List<String> lookupNames() {
        return lookups.names();
    }
}
