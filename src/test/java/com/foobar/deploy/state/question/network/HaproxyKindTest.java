package com.foobar.deploy.state.question.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import java.util.List;
import java.util.Objects;
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

    /** As HAProxy 3.0 told it of a drained server whose application was starting anew. */
    @Test
    void oneThatIsDownIsStillDrained() {
        String out = """
            # pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight,act
            web,web-01,0,0,0,1,,1,0,0,,0,,0,0,0,0,DOWN,1,0
            web,web-02,0,0,0,1,,1,0,0,,0,,0,0,0,0,UP,1,1

            1
            # be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight
            3 web 1 web-01 10.86.222.12 0 8 1 1 252
            3 web 2 web-02 10.86.222.13 2 0 1 1 287

            # end of foobar-deploy's question
            """;
        var answers = HaproxyKind.INSTANCE.parse(List.of(ONE), StepResult.of(0, out, ""));
        assertThat(Objects.requireNonNull(answers.get(ONE)).servers())
                .extracting(HaproxyState.Server::draining)
                .containsExactly(true, false);
    }
}
