package stock;

/** A record in a library of the program's. */
public record Item(String name, long price) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
        return name.compareTo(other.name);
    }
}
