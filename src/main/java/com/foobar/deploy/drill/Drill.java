package com.foobar.deploy.drill;

/**
 * A failure that the site has to survive.
 *
 * @param number in the project's list
 * @param expectation what is asserted
 * @param body breaks, measures and repairs; throws {@link DrillFailure} where the expectation is not met
 */
public record Drill(int number, String name, String expectation, Body body) {
    @FunctionalInterface
    public interface Body {
        void run(DrillSite site);
    }
}
