package com.foobar.deploy.state.question.files;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import java.util.Optional;

/**
 * The checksum of a regular file; empty where there is none or it is not readable. For change detection {@link
 * FileQuestion.Detail#HASH} is asked instead.
 */
public record ChecksumQuestion(String path, boolean follow, Algorithm algorithm) implements Question<Optional<String>> {
    /** The names are those of the host's programs without {@code sum}. */
    public enum Algorithm {
        MD5,
        SHA1,
        SHA224,
        SHA256,
        SHA384,
        SHA512;

        /** Hexadecimal digits of a checksum. */
        int digits() {
            return switch (this) {
                case MD5 -> 32;
                case SHA1 -> 40;
                case SHA224 -> 56;
                case SHA256 -> 64;
                case SHA384 -> 96;
                case SHA512 -> 128;
            };
        }
    }

    @Override
    public QuestionKind<?, Optional<String>> kind() {
        return ChecksumKind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.FILE;
    }

    @Override
    public boolean staleAfter(Touched touched) {
        return new FileQuestion(path, follow, FileQuestion.Detail.HASH).staleAfter(touched);
    }
}
