package city.wutong.context;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.function.LongPredicate;

/// A rising list of entity numbers with one writer and any number of readers: eight bytes a number.
///
/// It may hold numbers that no longer belong: who reads it looks at the entity itself. They are
/// cleared away when they are more than half, so that removing costs a constant on average. Numbers
/// nearly always come in rising order, so that adding does too.
final class Numbers {
    private static final int FEW = 64;

    /// What readers see: the first `size` of the array, which are never written again.
    record View(long[] numbers, int size) {
        static final View EMPTY = new View(new long[0], 0);

        PrimitiveIterator.OfLong iterator() {
            return Arrays.stream(numbers, 0, size).iterator();
        }

        long at(int index) {
            return numbers[index];
        }
    }

    private volatile View view = View.EMPTY;
    private int stale;

    View view() {
        return view;
    }

    /// Whether one of them belongs.
    boolean anyMatch(LongPredicate belongs) {
        var present = view;
        for (int i = 0; i < present.size; i++) {
            if (belongs.test(present.numbers[i])) {
                return true;
            }
        }
        return false;
    }

    void add(long number) {
        var present = view;
        int at = Arrays.binarySearch(present.numbers, 0, present.size, number);
        if (at >= 0) {
            stale = Math.max(0, stale - 1);
        } else if (-at - 1 == present.size) {
            append(present, number);
        } else {
            insert(present, -at - 1, number);
        }
    }

    private void append(View present, long number) {
        var numbers =
                present.size < present.numbers.length
                        ? present.numbers
                        : Arrays.copyOf(
                                present.numbers, Math.max(4, present.size + present.size / 2));
        numbers[present.size] = number;
        view = new View(numbers, present.size + 1);
    }

    private void insert(View present, int at, long number) {
        var numbers = new long[present.size + 1 + present.size / 8];
        System.arraycopy(present.numbers, 0, numbers, 0, at);
        numbers[at] = number;
        System.arraycopy(present.numbers, at, numbers, at + 1, present.size - at);
        view = new View(numbers, present.size + 1);
    }

    /// Notes that one number no longer belongs; `belongs` tells which do, when it is time to clear
    /// away.
    void remove(LongPredicate belongs) {
        stale++;
        var present = view;
        if (stale > present.size / 2 + FEW || stale >= present.size) {
            var kept = Arrays.stream(present.numbers, 0, present.size).filter(belongs).toArray();
            view = new View(kept, kept.length);
            stale = 0;
        }
    }
}
