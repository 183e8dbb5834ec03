package com.foobar.deploy.state;

/**
 * Something to know about a host. A record: equal questions are asked once and share their answer.
 *
 * @param <A> the answer
 */
public interface Question<A> {
    /** How questions of this kind are asked. One instance per kind. */
    QuestionKind<?, A> kind();

    /** What the answer depends on, so that a change knows which answers it makes stale. */
    Topic topic();

    /** False if asking may take long: it is then asked only when the turn of its task has come. */
    default boolean readAhead() {
        return true;
    }

    /** What is asked as text, for those whose answer may depend on anything that the text names. */
    default String text() {
        return "";
    }

    /** True if a plan cannot rely on the answer after a change that it did not make; less far than {@link #staleAfter}. */
    default boolean doubtedAfter(Touched touched) {
        return staleAfter(touched);
    }

    /** True if the change may have made this answer stale. When in doubt, true. */
    default boolean staleAfter(Touched touched) {
        return touched.topics().contains(topic());
    }

    /** True if the answer has all things of the topic, so that what is predicted of one of them does not make it known. */
    default boolean listsAll() {
        return false;
    }
}
