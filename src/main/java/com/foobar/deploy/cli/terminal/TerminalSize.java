package com.foobar.deploy.cli.terminal;

import com.foobar.deploy.view.ScreenSize;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.InfoCmp;
import org.jline.utils.Signals;

/** The terminal's size as JLine reads it, in parallel with the start, and again whenever the window changes. */
public final class TerminalSize implements ScreenSize {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private volatile int columns;
    private volatile int rows;
    private volatile boolean drawable;

    private TerminalSize(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    public static TerminalSize watch(Map<String, String> environment) {
        var size =
                new TerminalSize(number(environment.get("COLUMNS"), COLUMNS), number(environment.get("LINES"), ROWS));
        Thread.startVirtualThread(() -> {
            size.read();
            size.drawable = canDraw(environment.getOrDefault("TERM", ""));
            Signals.register("WINCH", size::read);
        });
        return size;
    }

    /** Whether it is worth a try: neither a dumb terminal nor a log that only looks like one. */
    public static boolean capable(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        return !type.isEmpty() && !type.equals("dumb") && !environment.containsKey("CI");
    }

    private void read() {
        try (Pty terminal = ExecPty.current(new ExecTerminalProvider(), SystemStream.Output)) {
            Size size = terminal.getSize();
            columns = size.getColumns() > 0 ? size.getColumns() : columns;
            rows = size.getRows() > 0 ? size.getRows() : rows;
        } catch (IOException _) {
            // The size that is known is as good as any.
        }
    }

    private static boolean canDraw(String type) {
        try {
            String known = InfoCmp.getDefaultInfoCmp(type);
            var texts = new EnumMap<InfoCmp.Capability, String>(InfoCmp.Capability.class);
            InfoCmp.parseInfoCmp(
                    known == null ? InfoCmp.getInfoCmp(type) : known,
                    new HashSet<>(),
                    new EnumMap<>(InfoCmp.Capability.class),
                    texts);
            return texts.containsKey(InfoCmp.Capability.clr_eos)
                    && (texts.containsKey(InfoCmp.Capability.cursor_up)
                            || texts.containsKey(InfoCmp.Capability.parm_up_cursor));
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int number(@org.jspecify.annotations.Nullable String text, int otherwise) {
        return text != null && text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : otherwise;
    }

    @Override
    public boolean drawable() {
        return drawable;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }
}
