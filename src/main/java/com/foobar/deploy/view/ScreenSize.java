package com.foobar.deploy.view;

/** How large the terminal is now. */
public interface ScreenSize {
    int columns();

    int rows();

    /** Whether the cursor can go up and what is below it can be cleared: what is drawn over needs both. */
    default boolean drawable() {
        return true;
    }

    static ScreenSize of(int columns, int rows) {
        return new ScreenSize() {
            @Override
            public int columns() {
                return columns;
            }

            @Override
            public int rows() {
                return rows;
            }
        };
    }
}
