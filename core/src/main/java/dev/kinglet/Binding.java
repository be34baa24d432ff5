package dev.kinglet;

/** Holds what an interface could only hold publicly. */
final class Binding {

    static final ScopedValue<CallContext> CURRENT = ScopedValue.newInstance();

    private Binding() {}
}
