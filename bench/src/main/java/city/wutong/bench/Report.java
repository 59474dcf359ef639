package city.wutong.bench;

import java.io.PrintStream;
import java.util.Locale;

/// What a measurement prints.
record Report(PrintStream out) {
    void line(String text) {
        out.println(text);
    }

    void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }
}
