package com.foobar.deploy.site.drill;

/**
 * A failure that the site has to survive.
 *
 * @param number in the project's list
 * @param expectation what is asserted
 * @param switchesHosts whether a host is switched off on the way, which only a lab lets one do
 * @param body breaks, measures and repairs; throws {@link DrillFailure} where the expectation is not met
 */
public record Drill(int number, String name, String expectation, boolean switchesHosts, Body body) {
    /** A drill that leaves all hosts on. */
    public Drill(int number, String name, String expectation, Body body) {
        this(number, name, expectation, false, body);
    }

    @FunctionalInterface
    public interface Body {
        void run(DrillSite site);
    }
}
