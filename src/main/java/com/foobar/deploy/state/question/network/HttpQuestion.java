package com.foobar.deploy.state.question.network;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.http.HostHttp;
import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.connection.http.HttpResponse;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import java.net.URI;

/**
 * What a server answers to a request that the host makes.
 *
 * @param request one that changes nothing: GET, HEAD or OPTIONS
 */
public record HttpQuestion(HttpRequest request) implements Question<HttpResponse> {
    public HttpQuestion {
        if (!request.method().matches("GET|HEAD|OPTIONS")) {
            throw new IllegalArgumentException(request.method() + " may change something");
        }
    }

    public static HttpQuestion get(String url) {
        return new HttpQuestion(HttpRequest.get(URI.create(url)));
    }

    @Override
    public QuestionKind<?, HttpResponse> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.HTTP;
    }

    private static final class Kind implements QuestionKind.Direct<HttpQuestion, HttpResponse> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "HTTP";
        }

        @Override
        public HttpResponse ask(HttpQuestion question, HostConnection connection) {
            return new HostHttp(connection, Become.NOBODY_ELSE).send(question.request());
        }
    }
}
