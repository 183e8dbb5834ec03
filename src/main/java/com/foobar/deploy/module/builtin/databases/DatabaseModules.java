package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for MySQL and MariaDB. */
public final class DatabaseModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("mysql_db", MysqlDbModule::new),
                new Entry("mysql_user", MysqlUserModule::new),
                new Entry("mysql_query", MysqlQueryModule::new),
                new Entry("mysql_variables", MysqlVariablesModule::new),
                new Entry("mysql_info", MysqlInfoModule::new),
                new Entry("mysql_replication", MysqlReplicationModule::new));
    }
}
