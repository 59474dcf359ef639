package city.wutong.bench;

import java.io.PrintStream;
import java.util.Locale;

/// What a measurement prints.
record Report(PrintStream out) {
    void line(String format, Object... arguments) {
        out.println(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
    }
}
