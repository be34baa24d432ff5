package dev.kinglet.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which call of the user is which of the scheduler, where calls go out in another order than that of their inputs. The scheduler numbers
 * calls as it hears of them; users, keys and workers know them by the place of their input. Eight bytes a call. Thread-safe.
 */
final class CallOrder {

    private static final int FEW = 16;

    /** By the scheduler's number. */
    @GuardedBy("this")
    private int[] places = new int[FEW];

    /** By place: the scheduler's number plus one, 0 where it has none yet. */
    @GuardedBy("this")
    private int[] numbers = new int[FEW];

    @GuardedBy("this")
    private int size;

    /** Places that were cancelled before they had a number. */
    @GuardedBy("this")
    private final Set<Integer> cancelled = new HashSet<>();

    /**
     * The scheduler is about to hear of the calls at these places.
     *
     * @return its number of the first
     */
    synchronized int add(int[] more) {
        int first = size;
        places = withRoom(places, size + more.length);
        for (int place : more) {
            numbers = withRoom(numbers, place);
            places[size] = place;
            size++;
            numbers[place] = size;
        }
        return first;
    }

    /** Whether the call of this number was cancelled before it had one. */
    synchronized boolean wasCancelled(int number) {
        return cancelled.contains(places[number]);
    }

    private static int[] withRoom(int[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, Math.max(index + 1, array.length * 2));
    }

    synchronized int place(int number) {
        return places[number];
    }

    /** The scheduler's number of the call at a place, or -1 if it has not heard of it. */
    synchronized int number(int place) {
        return place < numbers.length ? numbers[place] - 1 : -1;
    }

    /** As {@link #number}; a call without a number is remembered as cancelled. */
    synchronized int cancel(int place) {
        int number = number(place);
        if (number < 0) {
            cancelled.add(place);
        }
        return number;
    }
}
