package city.wutong.server;

/// What is said to the person at the terminal, line by line; the log is for everything else.
@FunctionalInterface
interface Voice {
    void say(String line);
}
