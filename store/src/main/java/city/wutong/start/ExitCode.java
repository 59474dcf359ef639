package city.wutong.start;

/// What the process tells whoever started it. A process ended by a signal reports 128 + signal
/// (SIGTERM: 143, Ctrl-C: 130) after an orderly close.
public enum ExitCode {
    OK(0, "done, or stopped in order"),
    BUG(1, "something went wrong that Wutong did not foresee; the log has the details"),
    USAGE(2, "unknown command, option or key, or a value that is not allowed"),
    PORT_IN_USE(3, "another program listens on the port"),
    FOLDER_IN_USE(4, "another Wutong works in the data folder"),
    DATABASE(5, "the database cannot be reached or started, or is not one that fits"),
    FOLDER_UNFIT(6, "the data folder cannot be made, read or written"),
    NOT_FOUND(
            7,
            "something that is needed was not found: a JDK 25, Maven, the files of the demonstration"),
    SCENARIO(8, "a scenario has mistakes, or one of its tests failed"),
    AUDIT(9, "the audit log is missing, or has been tampered with");

    private final int code;
    private final String about;

    ExitCode(int code, String about) {
        this.code = code;
        this.about = about;
    }

    public int code() {
        return code;
    }

    public String about() {
        return about;
    }
}
