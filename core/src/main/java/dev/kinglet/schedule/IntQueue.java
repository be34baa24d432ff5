package dev.kinglet.schedule;

/** A first-in first-out queue of ints that grows, and gives its memory back when it runs empty. */
final class IntQueue {

    private static final int SMALLEST = 8;

    private int[] ring = new int[SMALLEST];
    private int head;
    private int count;

    void add(int value) {
        if (count == ring.length) {
            int[] larger = new int[ring.length * 2];
            for (int i = 0; i < count; i++) {
                larger[i] = ring[(head + i) & (ring.length - 1)];
            }
            ring = larger;
            head = 0;
        }
        ring[(head + count++) & (ring.length - 1)] = value;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int peek() {
        return ring[head];
    }

    void remove() {
        head = (head + 1) & (ring.length - 1);
        count--;
        if (count == 0 && ring.length > SMALLEST) {
            ring = new int[SMALLEST];
            head = 0;
        }
    }
}
