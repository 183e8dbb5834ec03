package com.foobar.deploy.module.builtin.databases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlSettingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long_query_time | 2.5 | 2.500000 | true",
                "long_query_time | 2 | 2.000000 | true",
                "long_query_time | 2 | 2.100000 | false",
                "binlog_format | row | ROW | true",
                "binlog_format | row | MIXED | false",
                "character_set_server | UTF8MB4 | utf8mb4 | true",
                "read_only | ON | 1 | true",
                "read_only | true | ON | true",
                "read_only | ON | OFF | false",
                "innodb_buffer_pool_size | 128M | 134217728 | true",
                "innodb_buffer_pool_size | 1g | 1073741824 | true",
                "innodb_buffer_pool_size | 128M | 134217729 | false",
                "max_connections | 0200 | 200 | true",
                "sql_mode | NO_ZERO_DATE,STRICT_TRANS_TABLES | STRICT_TRANS_TABLES,NO_ZERO_DATE | true",
                "sql_mode | NO_ZERO_DATE | STRICT_TRANS_TABLES,NO_ZERO_DATE | false",
                "optimizer_switch | mrr=on | index_merge=on,mrr=on | true",
                "optimizer_switch | mrr=on | index_merge=on,mrr=off | false",
                "init_connect | SET NAMES x | set names x | false",
                "wsrep_node_name | Node | node | false",
            })
    void spellingsOfOneValueAreTheSame(String variable, String written, String shown, boolean same) {
        assertThat(new MysqlSetting(variable, written).is(shown)).isEqualTo(same);
    }
}
