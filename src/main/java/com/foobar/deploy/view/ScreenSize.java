package com.foobar.deploy.view;

/** How large the terminal is now. */
public interface ScreenSize {
    int columns();

    int rows();

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
