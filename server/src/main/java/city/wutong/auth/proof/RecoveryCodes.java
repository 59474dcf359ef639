package city.wutong.auth.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Codes for whoever has lost their second factor: `ABCD-EFGH-IJKL-MNOP`, each good once. They hold
/// 80 bits of chance, so that a plain hash keeps them.
public final class RecoveryCodes {
    public static final int COUNT = 10;

    private static final int BYTES = 10;
    private static final int GROUP = 4;

    private RecoveryCodes() {}

    /// Ten that have never been.
    public static List<String> fresh() {
        return Stream.generate(() -> grouped(Totp.base32(Secrets.bytes(BYTES))))
                .limit(COUNT)
                .toList();
    }

    private static String grouped(String code) {
        var groups = new ArrayList<String>();
        for (int at = 0; at < code.length(); at += GROUP) {
            groups.add(code.substring(at, at + GROUP));
        }
        return String.join("-", groups);
    }

    /// By which it is kept; the same however it is typed.
    public static String hash(String code) {
        return Secrets.hash(code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z2-7]", ""));
    }
}
