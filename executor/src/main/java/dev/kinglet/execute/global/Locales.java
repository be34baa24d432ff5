package dev.kinglet.execute.global;

import java.util.Locale;
import java.util.Locale.Category;

/** The default locale, and those of its categories. */
final class Locales implements Global<Locales.State> {

    record State(Locale plain, Locale display, Locale format) {}

    @Override
    public State now() {
        return new State(Locale.getDefault(), Locale.getDefault(Category.DISPLAY), Locale.getDefault(Category.FORMAT));
    }

    @Override
    public boolean is(State state) {
        return Locale.getDefault().equals(state.plain)
                && Locale.getDefault(Category.DISPLAY).equals(state.display)
                && Locale.getDefault(Category.FORMAT).equals(state.format);
    }

    @Override
    public boolean set(State state) {
        Locale.setDefault(state.plain); // both categories, too
        Locale.setDefault(Category.DISPLAY, state.display);
        Locale.setDefault(Category.FORMAT, state.format);
        return true;
    }
}
