package city.wutong.resource;

import java.util.List;
import java.util.Optional;

/// No tenant at all, for tests that only look at what could be asked.
record NoCities() implements Cities {
    @Override
    public Optional<WholeCity> city(String name) {
        return Optional.empty();
    }

    @Override
    public WholeCity standard() {
        throw new AssertionError("not asked");
    }

    @Override
    public Optional<WholeCity> cityOrNew(String name) {
        return Optional.empty();
    }

    @Override
    public List<String> names() {
        return List.of();
    }
}
