package city.wutong.context;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.PriorityQueue;

/// Rising numbers out of several lists of them, each number once, as far as they are asked for.
final class Ascending implements PrimitiveIterator.OfLong {
    private final PriorityQueue<Source> sources = new PriorityQueue<>();
    private long last = Long.MIN_VALUE;

    private static final class Source implements Comparable<Source> {
        private final PrimitiveIterator.OfLong rest;
        private long head;

        Source(PrimitiveIterator.OfLong rest) {
            this.rest = rest;
            this.head = rest.nextLong();
        }

        @Override
        public int compareTo(Source other) {
            return Long.compare(head, other.head);
        }
    }

    private Ascending(List<PrimitiveIterator.OfLong> lists) {
        for (var list : lists) {
            if (list.hasNext()) {
                sources.add(new Source(list));
            }
        }
    }

    /// @param lists each of them rising
    static PrimitiveIterator.OfLong of(List<PrimitiveIterator.OfLong> lists) {
        return lists.size() == 1 ? lists.getFirst() : new Ascending(lists);
    }

    @Override
    public boolean hasNext() {
        while (!sources.isEmpty() && sources.element().head == last) {
            advance();
        }
        return !sources.isEmpty();
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = sources.element().head;
        advance();
        return last;
    }

    private void advance() {
        var first = sources.remove();
        if (first.rest.hasNext()) {
            first.head = first.rest.nextLong();
            sources.add(first);
        }
    }
}
