package city.wutong.start;

/// Wutong will not start, and the message is the one sentence that says why and what to do. It is
/// shown as it is, without a stack trace, and must never hold a secret.
public final class StartRefused extends RuntimeException {

    private final ExitCode exitCode;

    public StartRefused(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public StartRefused(ExitCode exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /// The message of a refusal; it is never absent.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
