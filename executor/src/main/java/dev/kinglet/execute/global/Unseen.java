package dev.kinglet.execute.global;

/** Something that cannot be asked how it is: a call of code that may change it counts as having done so. Known by the number of changes. */
final class Unseen implements Global<Integer> {

    private int changes;

    @Override
    public Integer now() {
        return changes;
    }

    @Override
    public boolean is(Integer state) {
        return state == changes;
    }

    @Override
    public boolean set(Integer state) {
        return false;
    }

    @Override
    public void mayHaveChanged() {
        changes++;
    }
}
