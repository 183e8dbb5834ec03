package com.foobar.deploy.state.question;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HaproxyKindTest {
    private static final HaproxyQuestion ONE = new HaproxyQuestion("/run/a.sock");
    private static final HaproxyQuestion TWO = new HaproxyQuestion("/run/b.sock");

    @Test
    void serversAreReadOffTheStatistics() {
        String out = """
            # pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight,act
            www,FRONTEND,,,1,1,4000,1,0,0,0,0,0,,,,,OPEN,,,
            web,web-01,0,0,3,1,,1,0,0,,0,,0,0,0,0,UP,100,1
            web,web-02,0,0,0,1,,1,0,0,,0,,0,0,0,0,MAINT (resolution),1,1
            web,BACKEND,0,0,0,1,400,1,0,0,0,0,,0,0,0,0,UP,2,2

            # end of foobar-deploy's question
            socat: no such file
            # end of foobar-deploy's question
            """;
        var answers = HaproxyKind.INSTANCE.parse(List.of(ONE, TWO), StepResult.of(0, out, ""));
        assertThat(answers.get(ONE))
                .isEqualTo(new HaproxyState(
                        Optional.empty(),
                        List.of(
                                new HaproxyState.Server("web", "web-01", 3, "UP", 100),
                                new HaproxyState.Server("web", "web-02", 0, "MAINT (resolution)", 1))));
        assertThat(answers.get(TWO)).isEqualTo(new HaproxyState(Optional.of("socat: no such file"), List.of()));
    }
}
