package city.wutong.bench;

/// One of the measurements of `bench/run`.
@FunctionalInterface
interface Measurement {
    void run(Arguments arguments, Report report) throws Exception;
}
